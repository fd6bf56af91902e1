import { type Db, type DbTransaction, Prisma } from "../db/client.ts";
import { GOING } from "../job-status.ts";
import { enqueueScans } from "../jobs/queue.ts";

export type ScanCause = "built" | "asked" | "database";

/**
 * Puts a scan of each image into the queue, once `tx` commits; an image that waits for one or is being scanned gets no
 * second one. Resolves to the scans that now go on, by image.
 */
export async function requestScans(
  database: Db,
  tx: Db | DbTransaction,
  imageIds: readonly string[],
  cause: ScanCause,
): Promise<Map<string, { id: string; isNew: boolean }>> {
  if (imageIds.length === 0) return new Map();
  const ids = [...new Set(imageIds)];
  const made = await tx.$queryRaw<{ id: string; imageId: string }[]>`
    INSERT INTO "Scan" ("id", "imageId", "cause")
    SELECT gen_random_uuid(), "imageId", ${cause}::"ScanCause" FROM unnest(${ids}::text[]) AS wanted("imageId")
    ON CONFLICT ("imageId") WHERE "status" IN ('queued', 'running') DO NOTHING
    RETURNING "id"::text AS "id", "imageId"`;
  await enqueueScans(
    database,
    tx,
    made.map(({ id }) => id),
  );
  const going = await tx.scan.findMany({
    where: { imageId: { in: ids }, status: { in: [...GOING] } },
    select: { id: true, imageId: true },
  });
  const madeIds = new Set(made.map(({ id }) => id));
  return new Map(going.map(({ id, imageId }) => [imageId, { id, isNew: madeIds.has(id) }]));
}

/** Asks for the scan that follows a build; an image that has an answer already keeps it. */
export async function scanUnlessScanned(database: Db, tx: DbTransaction, imageId: string): Promise<void> {
  const answered = await tx.scan.findFirst({ where: { imageId, status: "succeeded" }, select: { id: true } });
  if (!answered) await requestScans(database, tx, [imageId], "built");
}

/** The images that a variant stands for now: of each service, variant and recipe the one built last. */
export async function findCurrentImageIds(database: Db, serviceId?: string): Promise<string[]> {
  const only = serviceId === undefined ? Prisma.empty : Prisma.sql`AND r."serviceId" = ${serviceId}::uuid`;
  const rows = await database.$queryRaw<{ imageId: string }[]>`
    SELECT DISTINCT ON (r."serviceId", b."variant", r."recipeId") b."imageId"
      FROM "Build" b JOIN "Run" r ON r."id" = b."runId"
     WHERE b."status" = 'succeeded' AND b."imageId" IS NOT NULL ${only}
     ORDER BY r."serviceId", b."variant", r."recipeId", b."finishedAt" DESC`;
  return [...new Set(rows.map((row) => row.imageId))];
}
