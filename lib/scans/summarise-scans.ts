import { type Db, db, Prisma } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import type { FindingCounts } from "../findings/schemas.ts";
import { readCounts } from "./read-counts.ts";
import type { ImageScans } from "./schemas.ts";
import { SCAN_COLUMNS, type ScanRow, toScanSummary, toScanView } from "./to-scan-view.ts";

type Options = {
  database?: Db;
  now?: Date;
  /** Only scans that had ended by then. */
  at?: Date | undefined;
};

/**
 * For each image the newest answer about it, and what goes on or went wrong since; an image that was never scanned is in
 * the map with neither. Throws database-unavailable.
 */
export async function summariseScans(
  imageIds: readonly string[],
  { database = db(), now = new Date(), at }: Options = {},
): Promise<Map<string, ImageScans>> {
  if (imageIds.length === 0) return new Map();
  return withDatabaseErrors(async () => {
    const rows = await database.scan.findMany({
      where: { id: { in: await chooseScans(database, imageIds, at) } },
      select: { ...SCAN_COLUMNS, image: { select: { variant: true, serviceId: true } } },
      orderBy: { createdAt: "desc" },
    });
    const counts = await readCounts(database, rows, now);
    return new Map(imageIds.map((imageId) => [imageId, toImageScans(imageId, rows, counts)]));
  });
}

/** Of each image the newest scan, and the newest that succeeded. */
async function chooseScans(
  database: Db,
  imageIds: readonly string[],
  at: Date | undefined,
): Promise<string[]> {
  const until = at ? Prisma.sql`AND "finishedAt" <= ${at}` : Prisma.empty;
  const rows = await database.$queryRaw<{ id: string }[]>`
    (SELECT DISTINCT ON ("imageId") "id"::text AS "id" FROM "Scan"
      WHERE "imageId" = ANY(${[...imageIds]}) ${until} ORDER BY "imageId", "createdAt" DESC)
    UNION
    (SELECT DISTINCT ON ("imageId") "id"::text AS "id" FROM "Scan"
      WHERE "imageId" = ANY(${[...imageIds]}) AND "status" = 'succeeded' ${until}
      ORDER BY "imageId", "finishedAt" DESC)`;
  return rows.map((row) => row.id);
}

function toImageScans(
  imageId: string,
  rows: readonly ScanRow[],
  counts: Map<string, FindingCounts>,
): ImageScans {
  const own = rows.filter((row) => row.imageId === imageId);
  const succeeded = own.find((row) => row.status === "succeeded");
  const newest = own[0];
  const latest = succeeded && toScanSummary(succeeded, counts.get(succeeded.id));
  const current = newest && newest.status !== "succeeded" ? toScanView(newest, undefined) : undefined;
  return { imageId, ...present("latest", latest), ...present("current", current) };
}
