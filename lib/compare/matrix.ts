import { baseName } from "../charts/weight.ts";
import { formatCount, formatPercent, formatSeconds, formatSize, type SizeUnit } from "../format.ts";
import type { Comparison } from "../images/schemas.ts";
import { EXPOSURE_ROWS } from "./exposure-rows.ts";
import { CONTENT_ROWS, PROGRAM_ROWS } from "./inside-rows.ts";
import { OPERATION_ROWS } from "./operation-rows.ts";
import { absent, type CellValue, type MatrixCell, type RowSpec, size } from "./row-spec.ts";
import { SIZE_PART_ROWS } from "./size-part-rows.ts";

export type { CellValue, MatrixCell } from "./row-spec.ts";

export type MatrixRow = {
  id: string;
  label: string;
  explanation: string;
  /** One a column, in the comparison's order. */
  cells: MatrixCell[];
};

export type Matrix = {
  groups: { title: string; rows: MatrixRow[] }[];
  /** Rows that say the same for every image leave the table. */
  sameInAll: { label: string; value: string }[];
};

/** A cell's value as text with its unit: for equality, exports and readers. */
export function cellText(value: CellValue, unit: SizeUnit = "MB"): string {
  switch (value.kind) {
    case "size":
      return formatSize(value.bytes, unit);
    case "count":
      return formatCount(value.count);
    case "seconds":
      return `${formatSeconds(value.ms)} s`;
    case "ratio":
      return formatPercent(value.ratio);
    case "text":
      return value.text;
    case "findings":
      return `${value.isLowerBound ? "≥ " : ""}${formatCount(value.count)}`;
    case "not-scannable":
      return value.text;
    case "absent":
      return "–";
  }
}

function rank(value: CellValue): number | undefined {
  if (value.kind === "size") return value.bytes;
  if (value.kind === "count") return value.count;
  if (value.kind === "seconds") return value.ms;
  return undefined;
}

function weightRows(reference: string, unit: SizeUnit): RowSpec[] {
  return [
    {
      id: "size",
      label: "Size, uncompressed",
      explanation: "The regular files in the image’s layers, added up: what they take on disk.",
      ranked: true,
      read: ({ image, sizeDelta, isReference }) => ({
        value: { kind: "size", bytes: image.sizeBytes },
        ...(isReference ? {} : { delta: sizeDelta }),
      }),
    },
    {
      id: "pull",
      label: "Pull, empty host",
      explanation: "The same layers as gzip blobs: what a host without any of them downloads.",
      ranked: true,
      read: ({ image, compressedDelta, isReference }) => ({
        value: { kind: "size", bytes: image.compressedBytes },
        ...(isReference ? {} : { delta: compressedDelta }),
      }),
    },
    {
      id: "pull-beside",
      label: `Pull beside ${reference}`,
      explanation:
        "What is left to download on a host that already has the reference: layers with the same diffID are not sent again.",
      ranked: true,
      read: ({ image, pullBesideReferenceBytes, isReference }) => {
        if (isReference) return { value: { kind: "text", text: "already there" } };
        const value = { kind: "size", bytes: pullBesideReferenceBytes } as const;
        return pullBesideReferenceBytes < image.compressedBytes
          ? { value, note: `of ${formatSize(image.compressedBytes, unit)}, the rest is shared` }
          : { value };
      },
    },
    {
      id: "binary",
      label: "Binary",
      explanation: "The service’s own program, as it lies in the image.",
      read: ({ image }) => ({ value: size(image.binary?.sizeBytes, "No program was recognised") }),
    },
    {
      id: "rest",
      label: "All but the binary",
      explanation: "Everything that comes along: base, certificates, the rest.",
      ranked: true,
      read: ({ image }) => ({
        value: image.binary
          ? size(image.sizeBytes - image.binary.sizeBytes, "")
          : absent("No program was recognised"),
      }),
    },
    {
      id: "layers",
      label: "Layers",
      explanation: "How many there are, and how many of them are the base’s.",
      read: ({ image }) => ({
        value: { kind: "count", count: image.layers.length },
        note: image.base ? `${image.layers.filter((layer) => layer.fromBase).length} of the base` : "no base",
      }),
    },
    {
      id: "files",
      label: "Files",
      explanation: "Regular files in all layers.",
      ranked: true,
      read: ({ image }) => ({ value: { kind: "count", count: image.fileCount } }),
    },
    {
      id: "wasted",
      label: "Wasted",
      explanation: "Bytes of paths that more than one layer holds, as dive counts them.",
      read: ({ image }) => ({ value: size(image.wastedBytes, "Not measured for this image") }),
    },
    {
      id: "reclaimable",
      label: "Reclaimable",
      explanation: "Copies in the layers that no container sees: replaced or removed by a later layer.",
      read: ({ image }) => ({ value: size(image.reclaimableBytes, "Not measured for this image") }),
    },
    {
      id: "efficiency",
      label: "Efficiency",
      explanation: "The least that the paths need over all that the layers hold, as dive counts it.",
      read: ({ image }) => ({
        value:
          image.efficiencyRatio === undefined
            ? absent("Not measured for this image")
            : { kind: "ratio", ratio: image.efficiencyRatio },
      }),
    },
  ];
}

const BUILD_ROWS: RowSpec[] = [
  {
    id: "build",
    label: "Build took",
    explanation:
      "From the build’s start to its image, with whatever the engine had cached. Shared compiles are not ranked.",
    read: ({ image }) => ({
      value:
        image.buildMs === undefined
          ? absent("Not kept for this image")
          : { kind: "seconds", ms: image.buildMs },
    }),
  },
  {
    id: "base",
    label: "Base",
    explanation: "What the image stands on.",
    read: ({ image }) => ({ value: { kind: "text", text: image.base ? baseName(image) : "none" } }),
  },
];

const RUNTIME_ROWS: RowSpec[] = [
  {
    id: "ports",
    label: "Ports",
    explanation: "What the image says it listens on.",
    read: ({ image }) => ({ value: { kind: "text", text: image.config.exposedPorts.join(", ") || "none" } }),
  },
  {
    id: "entrypoint",
    label: "Entrypoint",
    explanation: "What is started.",
    read: ({ image }) => ({
      value: { kind: "text", text: [...image.config.entrypoint, ...image.config.cmd].join(" ") || "none" },
    }),
  },
  {
    id: "workdir",
    label: "Working directory",
    explanation: "Where it is started.",
    read: ({ image }) => ({ value: { kind: "text", text: image.config.workingDir || "/" } }),
  },
];

function toRow(spec: RowSpec, comparison: Comparison): MatrixRow {
  const read = comparison.columns.map((column) => ({ column, cell: spec.read(column) }));
  const ranks = read.flatMap(({ cell }) => rank(cell.value) ?? []);
  const least = Math.min(...ranks);
  const differs = new Set(ranks).size > 1;
  const reference = read.find(({ column }) => column.isReference);
  return {
    id: spec.id,
    label: spec.label,
    explanation: spec.explanation,
    cells: read.map(({ column, cell }) => ({
      ...cell,
      isBest: Boolean(spec.ranked) && differs && rank(cell.value) === least,
      isSame:
        reference !== undefined &&
        !column.isReference &&
        cellText(cell.value) === cellText(reference.cell.value),
    })),
  };
}

/**
 * The size table: one column an image, groups of rows, the least of each ranked row marked, values equal to the
 * reference's marked, rows that are equal everywhere moved to `sameInAll` (never the two sizes).
 */
export function toMatrix(comparison: Comparison, unit: SizeUnit = "MB"): Matrix {
  const reference = comparison.columns.find((column) => column.isReference);
  const sameInAll: Matrix["sameInAll"] = [];
  const kept = new Set(["size", "pull"]);
  const groups = [
    { title: "Weight", specs: weightRows(reference?.image.variant ?? "the reference", unit) },
    { title: "What the bytes are for", specs: SIZE_PART_ROWS },
    { title: "Content", specs: CONTENT_ROWS },
    { title: "Build", specs: BUILD_ROWS },
    { title: "Exposure", specs: EXPOSURE_ROWS },
    { title: "Runtime", specs: [...PROGRAM_ROWS, ...RUNTIME_ROWS] },
    { title: "Operations", specs: OPERATION_ROWS },
  ].map(({ title, specs }) => ({
    title,
    rows: specs
      .map((spec) => toRow(spec, comparison))
      .filter((row) => {
        const said = new Set(row.cells.map((cell) => `${cellText(cell.value, unit)}|${cell.note ?? ""}`));
        const first = row.cells[0];
        if (row.cells.every((cell) => cell.value.kind === "absent")) return kept.has(row.id);
        if (said.size !== 1 || !first || row.cells.length < 2 || kept.has(row.id)) return true;
        sameInAll.push({ label: row.label, value: cellText(first.value, unit) });
        return false;
      }),
  }));
  return { groups: groups.filter((group) => group.rows.length > 0), sameInAll };
}
