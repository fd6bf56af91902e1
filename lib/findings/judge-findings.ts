import { matchesPath } from "./match-path.ts";
import { matchesPurl } from "./match-purl.ts";
import type { Acceptance, Finding, JudgedFinding, Suppression } from "./schemas.ts";

/**
 * Each finding with the acceptance that holds for it at `now`, or with the newest that has run out. Nothing is taken
 * away: an accepted finding stays visible.
 */
export function judgeFindings(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  image: { variant: string; now: Date },
): JudgedFinding[] {
  const byId = Map.groupBy(
    suppressions.filter((one) => one.variant === undefined || one.variant === image.variant),
    (one) => one.vulnerabilityId.toUpperCase(),
  );
  return findings.map((finding) => {
    const matching = [finding.id, ...finding.aliases]
      .flatMap((id) => byId.get(id.toUpperCase()) ?? [])
      .filter((one) => concerns(one, finding));
    const chosen = choose(matching, image.now);
    return chosen ? { ...finding, acceptance: chosen } : finding;
  });
}

/** Whether a suppression is about this finding's package and file; its id has been compared. */
function concerns(one: Suppression, finding: Finding): boolean {
  if (one.packageName !== undefined && one.packageName !== finding.packageName) return false;
  if (one.purl !== undefined && !(finding.purl && matchesPurl(one.purl, finding.purl))) return false;
  return one.path === undefined || (finding.path !== undefined && matchesPath(one.path, finding.path));
}

function choose(matching: Suppression[], now: Date): Acceptance | undefined {
  const newestFirst = matching.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  const holds = newestFirst.find((one) => !isExpired(one, now));
  const chosen = holds ?? newestFirst[0];
  if (!chosen) return undefined;
  return {
    id: chosen.id,
    reason: chosen.reason,
    author: chosen.author,
    source: chosen.source,
    createdAt: chosen.createdAt,
    ...(chosen.expiresAt === undefined ? {} : { expiresAt: chosen.expiresAt }),
    state: holds ? "accepted" : "expired",
  };
}

/** Whether it has run out: at its very moment of expiry it has. */
export function isExpired(one: Pick<Suppression, "expiresAt">, now: Date): boolean {
  return one.expiresAt !== undefined && Date.parse(one.expiresAt) <= now.getTime();
}
