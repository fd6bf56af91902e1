import { toColumnMarks } from "../compare/columns.ts";
import {
  type Coverage,
  type FindingCounts,
  SEVERITIES,
  type Severity,
  type SeverityCounts,
} from "../findings/schemas.ts";
import type { Comparison, ComparisonColumn } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";

/** Which findings are counted: all, those with a fix, or different ids. */
export const FINDINGS_MODES = ["all", "fixable", "unique"] as const;
export type FindingsMode = (typeof FINDINGS_MODES)[number];

export type SeverityPart = { severity: Severity; count: number; startRatio: number; widthRatio: number };

/** What a scan saw of one kind of package, in words; `isSeen` decides the mark's shape. */
export type CoverageMark = { text: string; isSeen: boolean };

export type SeverityRow = {
  imageId: string;
  variant: VariantId;
  /** What tells it from another image of its variant; empty where there is none. */
  mark: string;
  isReference: boolean;
  /** `none`: never scanned. Only `count` has figures. */
  state: "count" | "not-scannable" | "unknown" | "none";
  /** Why there is no count. */
  reason: string;
  total: number;
  isLowerBound: boolean;
  accepted: number;
  parts: SeverityPart[];
  marks: CoverageMark[];
};

export type SeverityChart = {
  mode: FindingsMode;
  rows: SeverityRow[];
  /** Distributions whose data are not alike: Debian's lists flaws without a fix, Alpine's does not. */
  families: string[];
  /** Dates of the databases, the newest first; more than one makes a comparison lame. */
  databaseDates: string[];
};

/** Fixable-only is the fair count where the images stand on different distributions. */
export function defaultFindingsMode(comparison: Comparison): FindingsMode {
  return listFamilies(comparison).length > 1 ? "fixable" : "all";
}

/** Bars on one scale for all images; an image that was not seen into has no bar at all. */
export function toSeverityChart(comparison: Comparison, mode: FindingsMode): SeverityChart {
  const marks = toColumnMarks(comparison);
  const totals = comparison.columns.map((column) => totalOf(column, mode));
  const scale = Math.max(1, ...totals);
  const dates = comparison.columns.flatMap((column) => column.scans?.latest?.database.updatedAt ?? []);
  return {
    mode,
    rows: comparison.columns.map((column) =>
      toRow(column, mode, scale, marks.get(column.image.imageId) ?? ""),
    ),
    families: listFamilies(comparison),
    databaseDates: [...new Set(dates)].sort().reverse(),
  };
}

function toRow(column: ComparisonColumn, mode: FindingsMode, scale: number, mark: string): SeverityRow {
  const { imageId, variant } = column.image;
  const latest = column.scans?.latest;
  const counts = latest?.counts;
  const isCounted = latest?.answer.kind === "count" && counts !== undefined;
  const state = !latest ? "none" : isCounted ? "count" : latest.answer.kind;
  return {
    imageId,
    variant,
    mark,
    isReference: column.isReference,
    state: state === "count" && !counts ? "unknown" : state,
    reason: latest && "reason" in latest.answer ? latest.answer.reason : "",
    total: totalOf(column, mode),
    isLowerBound: latest?.answer.kind === "count" && latest.answer.isLowerBound,
    accepted: counts?.accepted ?? 0,
    parts: isCounted ? toParts(severitiesOf(counts, mode), scale) : [],
    marks: latest ? toMarks(latest.coverage) : [],
  };
}

function toParts(counts: SeverityCounts, scale: number): SeverityPart[] {
  let start = 0;
  return SEVERITIES.flatMap((severity) => {
    const count = counts[severity];
    if (count === 0) return [];
    const part = { severity, count, startRatio: start / scale, widthRatio: count / scale };
    start += count;
    return [part];
  });
}

/** How many findings of this kind an image has; 0 also where none are known. */
export function totalOf(column: ComparisonColumn, mode: FindingsMode): number {
  const counts = column.scans?.latest?.counts;
  if (!counts || column.scans?.latest?.answer.kind !== "count") return 0;
  return mode === "all" ? counts.total : counts[mode];
}

function severitiesOf(counts: FindingCounts, mode: FindingsMode): SeverityCounts {
  if (mode === "fixable") return counts.fixableBySeverity;
  return mode === "unique" ? counts.uniqueBySeverity : counts.bySeverity;
}

/** Coverage in the words that stand under every bar. */
export function toMarks({ os, crates, unownedFiles, files }: Coverage): CoverageMark[] {
  const name = os.family === undefined ? undefined : `${os.family} ${os.release ?? ""}`.trim();
  const packages = `${os.packages} OS package${os.packages === 1 ? "" : "s"}`;
  const system = !name
    ? "no OS recognised, 0 packages read"
    : os.lookedUp
      ? `${packages}, ${name}`
      : `${name}, ${packages} not checked`;
  const marks: CoverageMark[] = [{ text: system, isSeen: os.lookedUp }];
  if (os.endOfLife) marks.push({ text: "past its end of life", isSeen: false });
  if (crates.expected || crates.readable) {
    const count = `${crates.packages} crate${crates.packages === 1 ? "" : "s"}`;
    const text = !crates.readable
      ? "crates not readable"
      : `${count}${crates.lookedUp ? "" : " not checked"}`;
    marks.push({ text, isSeen: crates.lookedUp });
  }
  if (unownedFiles !== undefined) {
    const of = files === undefined ? "" : ` of ${files}`;
    marks.push({
      text: `${unownedFiles}${of} file${(files ?? unownedFiles) === 1 ? "" : "s"} in no package`,
      isSeen: unownedFiles === 0,
    });
  }
  return marks;
}

/** The distributions whose packages were looked up. */
export function listFamilies(comparison: Comparison): string[] {
  const families = comparison.columns.flatMap((column) => {
    const os = column.scans?.latest?.coverage.os;
    return os?.lookedUp && os.family !== undefined ? [os.family] : [];
  });
  return [...new Set(families)].sort();
}
