import { z } from "zod";
import { FINDINGS_MODES } from "../charts/severity.ts";
import { isFixable } from "./count-findings.ts";
import { type JudgedFinding, ORIGINS, SEVERITIES } from "./schemas.ts";

/** What of an image's findings to show; the URL's own words. */
export const findingsView = z.object({
  severity: z.array(z.enum(SEVERITIES)).optional(),
  origin: z.array(z.enum(ORIGINS)).optional(),
  mode: z.enum(FINDINGS_MODES).default("all"),
  accepted: z.enum(["with", "without", "only"]).default("with"),
  /** Part of an id, an alias, a package's name or a title; upper and lower case are the same. */
  search: z.string().max(200).optional(),
});
export type FindingsView = z.infer<typeof findingsView>;

/** Whether the view shows a finding. */
export function matchesView(finding: JudgedFinding, view: FindingsView): boolean {
  const words = view.search?.trim().toLowerCase();
  return (
    (!view.severity || view.severity.includes(finding.severity)) &&
    (!view.origin || view.origin.includes(finding.origin)) &&
    (view.mode !== "fixable" || isFixable(finding)) &&
    isWanted(finding, view.accepted) &&
    (!words || textOf(finding).includes(words))
  );
}

function isWanted(finding: JudgedFinding, accepted: FindingsView["accepted"]): boolean {
  if (accepted === "with") return true;
  return (finding.acceptance?.state === "accepted") === (accepted === "only");
}

function textOf(finding: JudgedFinding): string {
  return [finding.id, ...finding.aliases, finding.packageName, finding.title].join("\n").toLowerCase();
}

/** By code units: the same everywhere. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
