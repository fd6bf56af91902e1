import { type Db, Prisma } from "../db/client.ts";
import { judgeFindings } from "../findings/judge-findings.ts";
import { readSuppressions } from "../findings/list-suppressions.ts";
import type { FindingCounts, Suppression } from "../findings/schemas.ts";
import { ORIGINS, SEVERITIES, type SeverityCounts } from "../findings/schemas.ts";
import { type ScannedFindingRow, SELECT_FINDINGS, toFinding } from "./stored-finding.ts";

type Group = { scanId: string; severity: string; origin: string; isFixable: boolean; count: number };
type Unique = { scanId: string; severity: string; count: number };

type CountedScan = { scanId: string; variant: string; suppressions: readonly Suppression[] };

type CountableRow = {
  id: string;
  /** False where nothing could be looked up: there is nothing to count. */
  hasFindings: boolean;
  image: { variant: string; serviceId: string };
};

/** The counts of many scans at once by their ids, as countFindings has them, without reading every finding. */
export async function readCounts(
  database: Db,
  rows: readonly CountableRow[],
  now: Date,
): Promise<Map<string, FindingCounts>> {
  const serviceIds = new Set(rows.map(({ image }) => image.serviceId));
  const suppressions = await readSuppressions(database, [...serviceIds]);
  const scans = rows
    .filter((row) => row.hasFindings)
    .map(({ id, image }) => ({
      scanId: id,
      variant: image.variant,
      suppressions: suppressions.get(image.serviceId) ?? [],
    }));
  return countScans(database, scans, now);
}

async function countScans(
  database: Db,
  scans: readonly CountedScan[],
  now: Date,
): Promise<Map<string, FindingCounts>> {
  const counts = new Map(scans.map(({ scanId }) => [scanId, noFindings()]));
  if (scans.length === 0) return counts;
  const ids = scans.map(({ scanId }) => scanId);
  const [groups, uniques, accepted] = await Promise.all([
    database.$queryRaw<Group[]>`
      SELECT "scanId"::text AS "scanId", "severity", "origin", "fixedVersion" IS NOT NULL AS "isFixable", count(*)::int AS "count"
        FROM "Finding" WHERE "scanId" = ANY(${ids}::uuid[]) GROUP BY 1, 2, 3, 4`,
    database.$queryRaw<Unique[]>`
      SELECT "scanId"::text AS "scanId", (${SEVERITY_WORDS})[rank] AS "severity", count(*)::int AS "count" FROM (
        SELECT "scanId", min(coalesce(array_position(${SEVERITY_WORDS}, "severity"), ${SEVERITIES.length})) AS rank
          FROM "Finding" WHERE "scanId" = ANY(${ids}::uuid[]) GROUP BY "scanId", "vulnerabilityId"
      ) AS worst GROUP BY 1, 2`,
    countAccepted(database, scans, now),
  ]);
  for (const group of groups) addGroup(counts.get(group.scanId), group);
  for (const { scanId, severity, count } of uniques) {
    const one = counts.get(scanId);
    if (!one) continue;
    one.unique += count;
    one.uniqueBySeverity[wordOf(SEVERITIES, severity)] += count;
  }
  for (const [scanId, count] of accepted) {
    const one = counts.get(scanId);
    if (one) one.accepted = count;
  }
  return counts;
}

const SEVERITY_WORDS = Prisma.sql`ARRAY[${Prisma.join([...SEVERITIES])}]::text[]`;

function addGroup(counts: FindingCounts | undefined, group: Group): void {
  if (!counts) return;
  const severity = wordOf(SEVERITIES, group.severity);
  counts.total += group.count;
  counts.bySeverity[severity] += group.count;
  counts.byOrigin[wordOf(ORIGINS, group.origin)] += group.count;
  if (!group.isFixable) return;
  counts.fixable += group.count;
  counts.fixableBySeverity[severity] += group.count;
}

/** Only the findings that some suppression names can be accepted: those are read and judged. */
async function countAccepted(
  database: Db,
  scans: readonly CountedScan[],
  now: Date,
): Promise<Map<string, number>> {
  const concerned = scans.filter(({ suppressions }) => suppressions.length > 0);
  const ids = [...new Set(concerned.flatMap(({ suppressions }) => suppressions.map(nameOf)))];
  if (ids.length === 0) return new Map();
  const rows = await database.$queryRaw<ScannedFindingRow[]>`
    ${SELECT_FINDINGS}
     WHERE "scanId" = ANY(${concerned.map(({ scanId }) => scanId)}::uuid[])
       AND (upper("vulnerabilityId") = ANY(${ids})
        OR EXISTS (SELECT FROM unnest("aliases") AS alias WHERE upper(alias) = ANY(${ids})))`;
  return new Map(
    concerned.map(({ scanId, variant, suppressions }) => {
      const findings = rows.filter((row) => row.scanId === scanId).map(toFinding);
      const judged = judgeFindings(findings, suppressions, { variant, now });
      return [scanId, judged.filter((finding) => finding.acceptance?.state === "accepted").length];
    }),
  );
}

function nameOf({ vulnerabilityId }: Suppression): string {
  return vulnerabilityId.toUpperCase();
}

function wordOf<W extends string>(words: readonly W[], word: string): W | "unknown" {
  return words.find((known) => known === word) ?? "unknown";
}

function noFindings(): FindingCounts {
  return {
    total: 0,
    bySeverity: noSeverities(),
    byOrigin: { base: 0, crates: 0, dockerfile: 0, unknown: 0 },
    fixable: 0,
    fixableBySeverity: noSeverities(),
    unique: 0,
    uniqueBySeverity: noSeverities(),
    accepted: 0,
  };
}

function noSeverities(): SeverityCounts {
  return { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
}
