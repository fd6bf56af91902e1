import { type Db, db, Prisma } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import type { ImageProbes } from "./schemas.ts";
import { PROBE_COLUMNS, type ProbeRow, toProbeSummary, toProbeView } from "./to-probe-view.ts";

/** `at`: only probes that had ended by then. */
type Options = { database?: Db; at?: Date | undefined };

/**
 * For each image the newest answer about it, and what goes on or went wrong since; an image that was never probed is in
 * the map with neither. Throws database-unavailable.
 */
export async function summariseProbes(
  imageIds: readonly string[],
  { database = db(), at }: Options = {},
): Promise<Map<string, ImageProbes>> {
  if (imageIds.length === 0) return new Map();
  return withDatabaseErrors(async () => {
    const rows = await database.probe.findMany({
      where: { id: { in: await chooseProbes(database, imageIds, at) } },
      select: PROBE_COLUMNS,
      orderBy: { createdAt: "desc" },
    });
    return new Map(imageIds.map((imageId) => [imageId, toImageProbes(imageId, rows)]));
  });
}

/** Of each image the newest probe, and the newest that succeeded. */
async function chooseProbes(
  database: Db,
  imageIds: readonly string[],
  at: Date | undefined,
): Promise<string[]> {
  const until = at ? Prisma.sql`AND p."finishedAt" <= ${at}` : Prisma.empty;
  const ids = [...imageIds];
  const rows = await database.$queryRaw<{ id: string }[]>`
    (SELECT DISTINCT ON (i."imageId") p."id"::text AS "id" FROM "Probe" p JOIN "ProbedImage" i ON i."probeId" = p."id"
      WHERE i."imageId" = ANY(${ids}) ${until} ORDER BY i."imageId", p."createdAt" DESC)
    UNION
    (SELECT DISTINCT ON (i."imageId") p."id"::text AS "id" FROM "Probe" p JOIN "ProbedImage" i ON i."probeId" = p."id"
      WHERE i."imageId" = ANY(${ids}) AND p."status" = 'succeeded' ${until}
      ORDER BY i."imageId", p."finishedAt" DESC)`;
  return rows.map((row) => row.id);
}

function toImageProbes(imageId: string, rows: readonly ProbeRow[]): ImageProbes {
  const own = rows.filter((row) => row.images.some((image) => image.imageId === imageId));
  const newest = own[0];
  const latest = own.flatMap((row) => toProbeSummary(row, imageId) ?? [])[0];
  if (!newest || newest.status === "succeeded") return { imageId, ...present("latest", latest) };
  const { images: _images, ...current } = toProbeView(newest);
  return { imageId, ...present("latest", latest), current };
}
