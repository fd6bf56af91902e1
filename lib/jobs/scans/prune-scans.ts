import type { Db } from "../../db/client.ts";

/** A month of daily data; what a scan found long ago is worth less than the rows it takes. */
export const KEPT_SCANS = 30;

/**
 * Forgets the ended scans of an image beyond the newest 30, but never its newest answer nor what a later scan can be
 * made from without the image. Resolves to how many.
 */
export function pruneScans(db: Db, imageId: string): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "Scan" WHERE "id" IN (
      SELECT "id" FROM (
        SELECT "id",
               row_number() OVER (ORDER BY "createdAt" DESC) AS age,
               row_number() OVER (PARTITION BY "status" = 'succeeded' ORDER BY "finishedAt" DESC) = 1 AS "isNewest",
               "inventory" IS NOT NULL AND
               row_number() OVER (PARTITION BY "inventory" IS NOT NULL ORDER BY "finishedAt" DESC) = 1 AS "isSource"
          FROM "Scan" WHERE "imageId" = ${imageId} AND "status" NOT IN ('queued', 'running')
      ) AS ended WHERE age > ${KEPT_SCANS} AND NOT "isNewest" AND NOT "isSource")`;
}
