import type { Db } from "../../db/client.ts";
import { DEFAULT_ROUNDS, MOST_IMAGES, requestProbe } from "../../probes/request-probe.ts";
import type { ProbeJobHands } from "./handle-probe.ts";

/** Older runs ended before anybody asked for this, or while no worker was there; their images may be probed by hand. */
const LOOKS_BACK_HOURS = 24;

/**
 * Has what runs built probed once they have ended, so that a comparison and a ladder show it without a click: all images
 * of a service's runs of which one was never probed, in turns. Nothing is asked for while anything is still to be built.
 */
export async function probeEndedRuns({ context, link }: ProbeJobHands): Promise<void> {
  const linked = link.current();
  if (!linked || !context.env.IMAGE_DIET_PROBE_BUILDS) return;
  for (const images of await findUnprobed(context.db, linked.id)) {
    for (let first = 0; first < images.length; first += MOST_IMAGES) {
      const some = images.slice(first, first + MOST_IMAGES);
      const { id, joined } = await requestProbe(context.db, some, DEFAULT_ROUNDS);
      if (!joined) context.log.info({ probe: id, images: some.length }, "probe of what was built requested");
    }
  }
}

/** The images of each service that are to be probed, as far as this engine holds them. */
async function findUnprobed(db: Db, engineId: string): Promise<string[][]> {
  const rows = await db.$queryRaw<{ images: string[] }[]>`
    WITH built AS (
      SELECT r."id" AS "runId", r."serviceId", i."imageId",
             NOT EXISTS (SELECT 1 FROM "ProbedImage" p WHERE p."imageId" = i."imageId") AS "isNew"
        FROM "Run" r JOIN "Build" b ON b."runId" = r."id" JOIN "Image" i ON i."imageId" = b."imageId"
       WHERE r."finishedAt" > now() - make_interval(hours => ${LOOKS_BACK_HOURS})
         AND b."status" = 'succeeded' AND i."engineId" = ${engineId} AND i."removedAt" IS NULL
    )
    SELECT array_agg(DISTINCT "imageId") AS "images" FROM built
     WHERE "runId" IN (SELECT "runId" FROM built WHERE "isNew")
       AND NOT EXISTS (SELECT 1 FROM "Build" WHERE "status" IN ('queued', 'running'))
     GROUP BY "serviceId"`;
  return rows.map(({ images }) => images);
}
