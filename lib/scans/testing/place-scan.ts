import type { Db } from "../../db/client.ts";
import { isFixable } from "../../findings/count-findings.ts";
import type { Coverage, Finding, ScanPackage } from "../../findings/schemas.ts";
import { toFindingRow, toPackageRow } from "../stored-finding.ts";

export type PlacedScan = {
  imageId: string;
  coverage: Coverage;
  /** Absent: unknown. */
  findings?: readonly Finding[];
  packages?: readonly ScanPackage[];
  databaseUpdatedAt?: Date;
  finishedAt?: Date;
};

/** Records a scan as a worker that succeeded would have; resolves to its id. */
export async function placeScan(db: Db, scan: PlacedScan): Promise<string> {
  const finishedAt = scan.finishedAt ?? new Date();
  const { id } = await db.scan.create({
    data: {
      imageId: scan.imageId,
      cause: "built",
      status: "succeeded",
      attempt: 1,
      createdAt: finishedAt,
      finishedAt,
      scannerVersion: "0.74.0",
      databaseState: scan.findings ? "ready" : "missing",
      databaseUpdatedAt: scan.findings ? (scan.databaseUpdatedAt ?? new Date("2026-11-22T00:00:00Z")) : null,
      databaseFingerprint: scan.findings ? `f${scan.databaseUpdatedAt?.getTime() ?? ""}` : null,
      coverage: scan.coverage,
      hasFindings: scan.findings !== undefined,
      findingCount: scan.findings?.length ?? null,
      fixableCount: scan.findings?.filter(isFixable).length ?? null,
      durationMs: 100,
    },
  });
  const findings = scan.findings ?? [];
  await db.finding.createMany({ data: findings.map((finding, index) => toFindingRow(id, finding, index)) });
  await db.scanPackage.createMany({
    data: (scan.packages ?? []).map((entry, index) => toPackageRow(id, entry, index)),
  });
  return id;
}
