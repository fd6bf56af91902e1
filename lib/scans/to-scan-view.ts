import type { Prisma } from "../db/client.ts";
import { present, presentTime } from "../db/fields.ts";
import { coverage, DATABASE_STATES, type FindingCounts, type ScanDatabase } from "../findings/schemas.ts";
import { toAnswer } from "../findings/to-answer.ts";
import { type ScanSummary, type ScanView, scanView } from "./schemas.ts";

export const SCAN_COLUMNS = {
  id: true,
  imageId: true,
  cause: true,
  status: true,
  attempt: true,
  cancelRequestedAt: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  waitingFor: true,
  error: true,
  scannerVersion: true,
  databaseState: true,
  databaseUpdatedAt: true,
  databaseFingerprint: true,
  coverage: true,
  hasFindings: true,
  durationMs: true,
} as const satisfies Prisma.ScanSelect;

export type ScanRow = Prisma.ScanGetPayload<{ select: typeof SCAN_COLUMNS }>;

/** A scan as people see it; `counts` are those of a scan that succeeded. */
export function toScanView(row: ScanRow, counts: FindingCounts | undefined): ScanView {
  return {
    id: row.id,
    imageId: row.imageId,
    cause: row.cause,
    status: row.status,
    attempt: row.attempt,
    cancelRequested: row.cancelRequestedAt !== null,
    createdAt: row.createdAt.toISOString(),
    ...presentTime("startedAt", row.startedAt),
    ...presentTime("finishedAt", row.finishedAt),
    ...present("waitingFor", row.waitingFor),
    ...present("error", scanView.shape.error.safeParse(row.error ?? undefined).data),
    ...present("summary", toScanSummary(row, counts)),
  };
}

/** The figures of a scan that succeeded; undefined of any other. */
export function toScanSummary(row: ScanRow, counts: FindingCounts | undefined): ScanSummary | undefined {
  if (row.status !== "succeeded" || !row.finishedAt) return undefined;
  const seen = coverage.parse(row.coverage);
  const database = toScanDatabase(row);
  const known = row.hasFindings ? counts : undefined;
  return {
    scanId: row.id,
    imageId: row.imageId,
    scanner: { name: "Trivy", version: row.scannerVersion ?? "" },
    database,
    scannedAt: row.finishedAt.toISOString(),
    durationMs: row.durationMs ?? 0,
    coverage: seen,
    answer: toAnswer({ coverage: seen, database, count: known?.total }),
    ...present("counts", known),
  };
}

/** The data that a scan looked things up in; missing where the row does not say. */
export function toScanDatabase(
  row: Pick<ScanRow, "databaseState" | "databaseUpdatedAt" | "databaseFingerprint">,
): ScanDatabase {
  return {
    state: DATABASE_STATES.find((state) => state === row.databaseState) ?? "missing",
    ...presentTime("updatedAt", row.databaseUpdatedAt),
    ...present("fingerprint", row.databaseFingerprint),
  };
}
