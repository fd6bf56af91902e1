import type { ProbeSummary } from "./schemas.ts";

const KEPT_LOG = 2000;

/** What a comparison keeps of a probe: all figures and samples, and the last words of the log. */
export function toComparedProbe(summary: ProbeSummary | undefined): ProbeSummary | undefined {
  if (!summary) return undefined;
  const { seen } = summary;
  const isCut = seen.log.length > KEPT_LOG;
  return { ...summary, seen: { ...seen, log: seen.log.slice(-KEPT_LOG), isLogCut: seen.isLogCut || isCut } };
}
