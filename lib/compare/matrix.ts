import type { SizeUnit } from "../format.ts";
import type { Comparison } from "../images/schemas.ts";
import { BUILD_ROWS } from "./build-rows.ts";
import { cellText } from "./cell-text.ts";
import { toColumnMarks, toColumnNames } from "./columns.ts";
import { quantityOf, sayDelta } from "./deltas.ts";
import { EXPOSURE_ROWS } from "./exposure-rows.ts";
import { CONTENT_ROWS, PROGRAM_ROWS } from "./inside-rows.ts";
import { OPERATION_ROWS } from "./operation-rows.ts";
import { PROBE_ROWS } from "./probe-rows.ts";
import { reasonOf } from "./row-reasons.ts";
import type { MatrixCell, RowReason, RowSpec } from "./row-spec.ts";
import { RUNTIME_ROWS } from "./runtime-rows.ts";
import { SIZE_PART_ROWS } from "./size-part-rows.ts";
import { weightRows } from "./weight-rows.ts";

export { cellText } from "./cell-text.ts";
export type { CellValue, MatrixCell } from "./row-spec.ts";

export type MatrixRow = RowReason & {
  id: string;
  label: string;
  explanation: string;
  /** One a column, in the comparison's order. */
  cells: MatrixCell[];
};

export type Matrix = {
  /** What each column is called, in the comparison's order; `mark` tells it from another of its variant. */
  columns: { imageId: string; name: string; mark: string }[];
  groups: { id: string; title: string; rows: MatrixRow[] }[];
  /** Rows that say the same for every image leave the table, unless all rows are asked for. */
  sameInAll: { id: string; label: string; value: string }[];
};

/** Which rows a matrix shows: those that differ, or all. */
export const MATRIX_ROWS = ["differences", "all"] as const;
export type MatrixRows = (typeof MATRIX_ROWS)[number];

type ReadCell = ReturnType<RowSpec["read"]>;

/** Whether two cells say the same: the same text, or measured values that noise may have set apart. */
export function isAlike(a: ReadCell, b: ReadCell): boolean {
  if (cellText(a.value) === cellText(b.value)) return true;
  const [one, other] = [quantityOf(a.value), quantityOf(b.value)];
  if (one === undefined || other === undefined || a.noise === undefined || b.noise === undefined)
    return false;
  return Math.abs(one - other) <= Math.max(a.noise, b.noise);
}

/** The best cells of a ranked row, with those that cannot be told from the best; none where all are alike. */
function findBest(cells: readonly ReadCell[], ranked: RowSpec["ranked"]): ReadonlySet<ReadCell> {
  const sign = ranked === "most" ? -1 : 1;
  const known = cells.flatMap((cell) => {
    const value = quantityOf(cell.value);
    return value === undefined ? [] : [{ cell, value: value * sign }];
  });
  const [first] = known.toSorted((a, b) => a.value - b.value);
  if (!ranked || !first) return new Set();
  const isAsGood = (cell: ReadCell, value: number) =>
    value === first.value || (cell.noise !== undefined && isAlike(cell, first.cell));
  const best = known.filter(({ cell, value }) => isAsGood(cell, value));
  return new Set(best.length === known.length ? [] : best.map(({ cell }) => cell));
}

/** What a cell says beside its value of how far it is from the reference's; nothing in the reference's own column. */
function againstReference(cell: ReadCell, reference: ReadCell | undefined, unit: SizeUnit) {
  if (!reference || cell === reference) return { isSame: false };
  const isSame = isAlike(cell, reference);
  const delta = sayDelta(cell.value, reference.value, { unit, isNoise: isSame && cell.noise !== undefined });
  return { isSame, ...(delta === undefined ? {} : { delta }) };
}

function toRow(spec: RowSpec, comparison: Comparison, unit: SizeUnit): MatrixRow {
  const read = comparison.columns.map((column) => ({ column, cell: spec.read(column) }));
  const best = findBest(
    read.map(({ cell }) => cell),
    spec.ranked ?? false,
  );
  const reference = read.find(({ column }) => column.isReference)?.cell;
  return {
    id: spec.id,
    label: spec.label,
    explanation: spec.explanation,
    ...reasonOf(spec.id),
    cells: read.map(({ cell }) => ({
      ...cell,
      ...againstReference(cell, reference, unit),
      isBest: best.has(cell),
    })),
  };
}

/** Never left out: they are what the comparison is about. */
const ALWAYS_SHOWN = new Set(["size", "pull"]);

function isSaidOnce(row: MatrixRow, unit: SizeUnit): boolean {
  const said = new Set(row.cells.map((cell) => `${cellText(cell.value, unit)}|${cell.note ?? ""}`));
  return said.size === 1 && row.cells.length > 1 && !ALWAYS_SHOWN.has(row.id);
}

function nameColumns(comparison: Comparison): Matrix["columns"] {
  const marks = toColumnMarks(comparison);
  const names = toColumnNames(comparison);
  return comparison.columns.map(({ image: { imageId, variant } }) => ({
    imageId,
    name: names.get(imageId) ?? variant,
    mark: marks.get(imageId) ?? "",
  }));
}

function listSpecs(referenceName = "the reference", unit: SizeUnit = "MB") {
  return [
    { id: "weight", title: "Weight", specs: weightRows(referenceName, unit) },
    { id: "bytes", title: "What the bytes are for", specs: SIZE_PART_ROWS },
    { id: "exposure", title: "Exposure", specs: EXPOSURE_ROWS },
    { id: "content", title: "Content", specs: CONTENT_ROWS },
    { id: "operations", title: "Operations", specs: [...PROBE_ROWS, ...OPERATION_ROWS] },
    { id: "runtime", title: "Runtime", specs: [...PROGRAM_ROWS, ...RUNTIME_ROWS] },
    { id: "build", title: "Build", specs: BUILD_ROWS },
  ];
}

export type ExplainedRow = Omit<MatrixRow, "cells">;

/** Every row that a table of tradeoffs can have, with what it means, whatever is compared. */
export function explainRows(): { title: string; rows: ExplainedRow[] }[] {
  return listSpecs().map(({ title, specs }) => ({
    title,
    rows: specs.map(({ id, label, explanation }) => ({ id, label, explanation, ...reasonOf(id) })),
  }));
}

/**
 * The table of tradeoffs: one column an image, groups of rows, the least of each ranked row marked, values equal to the
 * reference's marked; rows that are equal everywhere move to `sameInAll` (never the two sizes), unless all are asked for.
 */
export function toMatrix(
  comparison: Comparison,
  unit: SizeUnit = "MB",
  rows: MatrixRows = "differences",
): Matrix {
  const reference = comparison.columns.find((column) => column.isReference);
  const columns = nameColumns(comparison);
  const referenceName = columns.find(({ imageId }) => imageId === reference?.image.imageId)?.name;
  const groups = listSpecs(referenceName, unit).map(({ id, title, specs }) => ({
    id,
    title,
    rows: specs.map((spec) => toRow(spec, comparison, unit)),
  }));
  if (rows === "all") return { columns, groups, sameInAll: [] };
  const isEmpty = (row: MatrixRow) => row.cells.every((cell) => cell.value.kind === "absent");
  const same = groups.flatMap((group) => group.rows).filter((row) => isSaidOnce(row, unit) || isEmpty(row));
  return {
    columns,
    groups: groups
      .map((group) => ({ ...group, rows: group.rows.filter((row) => !same.includes(row)) }))
      .filter((group) => group.rows.length > 0),
    sameInAll: same.flatMap(({ id, label, cells: [first] }) =>
      first && first.value.kind !== "absent" ? [{ id, label, value: cellText(first.value, unit) }] : [],
    ),
  };
}
