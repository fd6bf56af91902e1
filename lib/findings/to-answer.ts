import type { Answer, Coverage, CoverageReasonCode, ScanDatabase } from "./schemas.ts";

// Where one of these holds, nothing found does not mean that nothing is there.
const UNDECIDED: readonly CoverageReasonCode[] = [
  "database-stale",
  "os-not-in-database",
  "crates-not-in-database",
  "entries-unreadable",
];

/** What a page, an export or a budget may say. Never 0 for something that was not looked at. */
export function toAnswer(scan: {
  coverage: Coverage;
  database: ScanDatabase;
  /** Absent where nothing could be looked up. */
  count: number | undefined;
}): Answer {
  const { reasons, verdict } = scan.coverage;
  const find = (codes: readonly CoverageReasonCode[]) =>
    reasons.find((reason) => codes.includes(reason.code));
  if (scan.count === undefined) {
    const reason = find(["database-missing", "database-corrupt"])?.message;
    return {
      kind: "unknown",
      reason: reason ?? "The packages were not looked up in a vulnerability database.",
    };
  }
  if (verdict === "blind") {
    const words = reasons.map((reason) => reason.message).join(" ");
    return { kind: "not-scannable", reason: words || "The scanner could read nothing in this image." };
  }
  const undecided = scan.count === 0 ? find(UNDECIDED) : undefined;
  if (undecided) return { kind: "unknown", reason: undecided.message };
  return { kind: "count", value: scan.count, isLowerBound: verdict === "partial" };
}
