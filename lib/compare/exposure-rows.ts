import { SEVERITIES, type SeverityCounts } from "../findings/schemas.ts";
import { formatCount } from "../format.ts";
import type { ComparisonColumn } from "../images/schemas.ts";
import type { ScanSummary } from "../scans/schemas.ts";
import type { CellValue, RowSpec } from "./row-spec.ts";

type Cell = ReturnType<RowSpec["read"]>;

/**
 * What the newest scan of each image says. No cell is ranked: a smaller count may only be a smaller view, and what was
 * not looked into has no count at all.
 */
export const EXPOSURE_ROWS: RowSpec[] = [
  {
    id: "findings",
    label: "Findings",
    explanation: "Known flaws of the packages that the scanner could read; ≥ where it could not read all.",
    read: (column) =>
      readCounts(
        column,
        (counts) => counts.total,
        (counts) => counts.bySeverity,
      ),
  },
  {
    id: "fixable",
    label: "With a fix",
    explanation:
      "Findings for which a fixed version exists: the fair count where distributions differ in listing flaws without one.",
    read: (column) =>
      readCounts(
        column,
        (counts) => counts.fixable,
        (counts) => counts.fixableBySeverity,
      ),
  },
  {
    id: "unique-findings",
    label: "Different CVEs",
    explanation: "Each advisory counted once, however many packages have it.",
    read: (column) => readCounts(column, (counts) => counts.unique),
  },
  {
    id: "os-packages-looked-up",
    label: "OS packages looked up",
    explanation:
      "Packages of the operating system that the scanner read, and whether it has data about that release.",
    read: (column) =>
      readCoverage(column, ({ os }) => ({
        value: { kind: "count", count: os.packages },
        note:
          os.family === undefined
            ? "no OS recognised"
            : os.lookedUp
              ? `${os.family} ${os.release ?? ""}`.trim()
              : "not checked",
      })),
  },
  {
    id: "crates-looked-up",
    label: "Crates looked up",
    explanation:
      "Crates that the program says it was built from, which it does when cargo-auditable built it.",
    read: (column) =>
      readCoverage(column, ({ crates }) =>
        crates.readable
          ? {
              value: { kind: "count", count: crates.packages },
              ...(crates.lookedUp ? {} : { note: "not checked" }),
            }
          : { value: { kind: "not-scannable", text: "not readable", why: "Built without cargo-auditable" } },
      ),
  },
];

type Counts = NonNullable<ScanSummary["counts"]>;

function readCounts(
  { scans }: ComparisonColumn,
  pick: (counts: Counts) => number,
  pickSeverities?: (counts: Counts) => SeverityCounts,
): Cell {
  const latest = scans?.latest;
  if (!latest) return { value: { kind: "absent", why: "Not scanned yet" } };
  const { answer, counts } = latest;
  if (answer.kind === "not-scannable") return { value: notScannable("not scannable", answer.reason) };
  if (answer.kind === "unknown" || !counts) {
    return { value: notScannable("unknown", answer.kind === "unknown" ? answer.reason : "") };
  }
  const severities = pickSeverities?.(counts);
  const note =
    severities &&
    SEVERITIES.filter((severity) => severities[severity] > 0)
      .map((severity) => `${formatCount(severities[severity])} ${severity}`)
      .join(", ");
  return {
    value: { kind: "findings", count: pick(counts), isLowerBound: answer.isLowerBound },
    ...(note ? { note } : {}),
  };
}

function readCoverage({ scans }: ComparisonColumn, read: (coverage: ScanSummary["coverage"]) => Cell): Cell {
  return scans?.latest ? read(scans.latest.coverage) : { value: { kind: "absent", why: "Not scanned yet" } };
}

function notScannable(text: string, why: string): CellValue {
  return { kind: "not-scannable", text, why };
}
