import {
  type Finding,
  type FindingCounts,
  type JudgedFinding,
  type Origin,
  SEVERITIES,
  type Severity,
  type SeverityCounts,
} from "./schemas.ts";

type Counted = Pick<Finding, "id" | "severity" | "origin" | "fixedVersion"> &
  Pick<JudgedFinding, "acceptance">;

/** How many there are, in every way that pages and budgets count them. */
export function countFindings(findings: readonly Counted[]): FindingCounts {
  const fixable = findings.filter(isFixable);
  const unique = worstById(findings);
  return {
    total: findings.length,
    bySeverity: countSeverities(findings.map((finding) => finding.severity)),
    byOrigin: countOrigins(findings.map((finding) => finding.origin)),
    fixable: fixable.length,
    fixableBySeverity: countSeverities(fixable.map((finding) => finding.severity)),
    unique: unique.length,
    uniqueBySeverity: countSeverities(unique),
    accepted: findings.filter((finding) => finding.acceptance?.state === "accepted").length,
  };
}

/** Whether a version with the fix exists. */
export function isFixable(finding: Pick<Finding, "fixedVersion">): boolean {
  return finding.fixedVersion !== undefined;
}

function worstById(findings: readonly Counted[]): Severity[] {
  const worst = new Map<string, Severity>();
  for (const { id, severity } of findings) {
    const known = worst.get(id);
    if (!known || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known)) worst.set(id, severity);
  }
  return [...worst.values()];
}

function countSeverities(severities: Severity[]): SeverityCounts {
  const counts: SeverityCounts = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  for (const severity of severities) counts[severity] += 1;
  return counts;
}

function countOrigins(origins: Origin[]): FindingCounts["byOrigin"] {
  const counts: FindingCounts["byOrigin"] = { base: 0, crates: 0, dockerfile: 0, unknown: 0 };
  for (const origin of origins) counts[origin] += 1;
  return counts;
}
