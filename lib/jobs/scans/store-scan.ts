import { type Db, Prisma } from "../../db/client.ts";
import { toStorableJson, toStorableText } from "../../db/storable.ts";
import { isFixable } from "../../findings/count-findings.ts";
import type { ScanResult } from "../../findings/schemas.ts";
import { toFindingRow, toPackageRow } from "../../scans/stored-finding.ts";
import { persist } from "../persist.ts";
import { type RowLease, releaseRow } from "../row-lease.ts";

// PostgreSQL takes 65,535 values in a statement.
const ROWS_AT_ONCE = 2000;

export type ScanToStore = {
  result: ScanResult;
  log: string;
  /** gzip of what a later scan can do with instead of the image: Trivy's report, or the CycloneDX made of one. */
  inventory: Uint8Array<ArrayBuffer> | undefined;
};

/** Ends a scan with its answer, all of it or nothing. False where the lease was not ours any more. */
export function storeScan(
  db: Db,
  lease: RowLease,
  { result, log, inventory }: ScanToStore,
): Promise<boolean> {
  const { database, coverage, findings, packages } = result;
  const findingRows = (findings ?? []).map((finding, index) => toFindingRow(lease.id, finding, index));
  const packageRows = packages.map((entry, index) => toPackageRow(lease.id, entry, index));
  return persist(() =>
    db.$transaction(async (tx) => {
      const isOurs = await releaseRow(tx, lease, [
        Prisma.sql`"status" = 'succeeded'`,
        Prisma.sql`"finishedAt" = now()`,
        Prisma.sql`"log" = ${toStorableText(log)}`,
        Prisma.sql`"scannerVersion" = ${toStorableText(result.scanner.version)}`,
        Prisma.sql`"databaseState" = ${database.state}`,
        Prisma.sql`"databaseUpdatedAt" = ${database.updatedAt ? new Date(database.updatedAt) : null}`,
        Prisma.sql`"databaseFingerprint" = ${database.fingerprint ?? null}`,
        Prisma.sql`"coverage" = ${JSON.stringify(toStorableJson(coverage))}::jsonb`,
        Prisma.sql`"hasFindings" = ${findings !== undefined}`,
        Prisma.sql`"findingCount" = ${findings?.length ?? null}::int`,
        Prisma.sql`"fixableCount" = ${findings?.filter(isFixable).length ?? null}::int`,
        Prisma.sql`"durationMs" = ${Math.round(result.durationMs)}::int`,
        Prisma.sql`"inventory" = ${inventory ?? null}::bytea`,
      ]);
      if (!isOurs) return false;
      for (const rows of chunks(findingRows)) await tx.finding.createMany({ data: rows });
      for (const rows of chunks(packageRows)) await tx.scanPackage.createMany({ data: rows });
      return true;
    }),
  );
}

function chunks<T>(rows: T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) parts.push(rows.slice(at, at + ROWS_AT_ONCE));
  return parts;
}
