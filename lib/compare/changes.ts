import type { SizeUnit } from "../format.ts";
import type { Comparison } from "../images/schemas.ts";
import { toDelta } from "../images/to-comparison.ts";
import type { VariantId } from "../variants/variants.ts";
import { cellText } from "./cell-text.ts";
import { isAlike, type MatrixCell, toMatrix } from "./matrix.ts";

/** A row of the table that says something else of an image now; `delta` where both are sizes. */
export type Change = {
  rowId: string;
  label: string;
  variant: VariantId;
  /** Tells the image from another of its variant; empty where there is none. */
  mark: string;
  frozen: string;
  now: string;
  delta?: ReturnType<typeof toDelta>;
};

export type Changes = {
  rows: Change[];
  /** Names of columns that only one of the two holds. */
  gone: string[];
  added: string[];
  /** Figures that were compared and are the same. */
  equal: number;
};

/** They tell of the moment or of another column, not of the image. */
const PASSED_OVER = new Set(["pull-beside", "build", "built-at"]);

type Column = { variant: VariantId; mark: string; cells: Map<string, { label: string; cell: MatrixCell }> };

/** A comparison's columns by name, each with what every row says of it. */
function readColumns(comparison: Comparison, unit: SizeUnit): Map<string, Column> {
  const { columns, groups } = toMatrix(comparison, unit, "all");
  const rows = groups.flatMap((group) => group.rows).filter(({ id }) => !PASSED_OVER.has(id));
  return new Map(
    comparison.columns.map(({ image }, index) => {
      const { name, mark } = columns[index] ?? { name: image.variant, mark: "" };
      const cells = rows.flatMap(({ id, label, cells: all }) => {
        const cell = all[index];
        return cell ? [[id, { label, cell }] as const] : [];
      });
      return [name, { variant: image.variant, mark, cells: new Map(cells) }];
    }),
  );
}

/**
 * What differs between a frozen comparison and the same one now, in the order of the table's rows: measured figures only
 * beyond their noise, and nothing of what only one of the two knows.
 */
export function toChanges(frozen: Comparison, now: Comparison, unit: SizeUnit = "MB"): Changes {
  const [before, after] = [readColumns(frozen, unit), readColumns(now, unit)];
  const [first] = before.values();
  const order = [...(first?.cells.keys() ?? [])];
  const rows: Change[] = [];
  let equal = 0;
  for (const [name, { variant, mark, cells }] of before) {
    for (const [rowId, { label, cell }] of cells) {
      const next = after.get(name)?.cells.get(rowId)?.cell;
      if (!next || cell.value.kind === "absent" || next.value.kind === "absent") continue;
      if (isSame(cell, next)) equal += 1;
      else rows.push({ rowId, label, variant, mark, ...toSides(cell, next, unit) });
    }
  }
  return {
    rows: rows.toSorted((a, b) => order.indexOf(a.rowId) - order.indexOf(b.rowId)),
    gone: [...before.keys()].filter((name) => !after.has(name)),
    added: [...after.keys()].filter((name) => !before.has(name)),
    equal,
  };
}

/** Sizes to the byte, all else as it is written. */
function isSame({ value, ...cell }: MatrixCell, { value: next, ...other }: MatrixCell): boolean {
  if (value.kind === "size" && next.kind === "size" && cell.noise === undefined)
    return value.bytes === next.bytes;
  return isAlike({ value, ...cell }, { value: next, ...other });
}

function toSides({ value }: MatrixCell, { value: next }: MatrixCell, unit: SizeUnit) {
  const sides = { frozen: cellText(value, unit), now: cellText(next, unit) };
  if (value.kind !== "size" || next.kind !== "size") return sides;
  return { ...sides, delta: toDelta(next.bytes, value.bytes) };
}
