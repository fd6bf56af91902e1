import { findCurrentImageIds, requestScans } from "../../scans/request-scan.ts";
import { justNow } from "../just-now.ts";
import { enqueueScans } from "../queue.ts";
import { requeueLostRows } from "../row-lease.ts";
import { type ScanHands, sayScanWaits } from "./handle-scan.ts";

const FRESH_MS = 1500;

/** Puts scans whose worker vanished into the queue again, and gives those that wait a job, should theirs be lost. */
export async function sweepScans(hands: ScanHands): Promise<void> {
  const { db } = hands.context;
  await requeueLostRows(db, "Scan");
  const waiting = await db.scan.findMany({
    where: { status: "queued", NOT: { createdAt: justNow(FRESH_MS) } },
    select: { id: true },
    orderBy: { createdAt: "asc" },
  });
  const ids = waiting.map(({ id }) => id);
  if (ids.length === 0) return;
  if (!hands.scanner.current()) return sayScanWaits(hands, ids, hands.scanner.problem());
  await enqueueScans(db, db, ids);
}

/** Scans again, once for each database, the current images whose newest answer rests on another database or on none. */
export class DatabaseWatch {
  #done: string | undefined;

  async tick({ context, scanner }: ScanHands): Promise<void> {
    const fingerprint = scanner.fingerprint();
    if (fingerprint === undefined || fingerprint === this.#done || !scanner.current()) return;
    const { db } = context;
    const current = await findCurrentImageIds(db);
    const outdated = await findOutdated(context.db, current, fingerprint);
    await db.$transaction((tx) => requestScans(db, tx, outdated, "database"));
    this.#done = fingerprint;
    if (outdated.length > 0) context.log.info({ images: outdated.length }, "scans with newer data requested");
  }
}

async function findOutdated(
  db: ScanHands["context"]["db"],
  imageIds: string[],
  fingerprint: string,
): Promise<string[]> {
  if (imageIds.length === 0) return [];
  const rows = await db.$queryRaw<{ imageId: string }[]>`
    SELECT "imageId" FROM unnest(${imageIds}::text[]) AS current("imageId")
     WHERE ${fingerprint} IS DISTINCT FROM (
       SELECT s."databaseFingerprint" FROM "Scan" s
        WHERE s."imageId" = current."imageId" AND s."status" = 'succeeded'
        ORDER BY s."finishedAt" DESC LIMIT 1)`;
  return rows.map((row) => row.imageId);
}
