import type { Db } from "../../db/client.ts";
import { DEFAULT_ROUNDS, requestProbe } from "../../probes/request-probe.ts";
import type { ProbeJobHands } from "./handle-probe.ts";

/** Older runs ended before anybody asked for this, or while no worker was there; their images may be probed by hand. */
const LOOKS_BACK_HOURS = 24;

/**
 * Has what a run built probed once it has ended, so that a comparison shows it without a click: all of its images in
 * turns, where one of them was never probed. Nothing is asked for while anything is still to be built.
 */
export async function probeEndedRuns({ context, link }: ProbeJobHands): Promise<void> {
  const linked = link.current();
  if (!linked || !context.env.IMAGE_DIET_PROBE_BUILDS) return;
  for (const images of await findUnprobed(context.db, linked.id)) {
    const { id, joined } = await requestProbe(context.db, images, DEFAULT_ROUNDS);
    if (!joined)
      context.log.info({ probe: id, images: images.length }, "probe of what a run built requested");
  }
}

/** The images of each such run that this engine holds, the oldest run first. */
async function findUnprobed(db: Db, engineId: string): Promise<string[][]> {
  const rows = await db.$queryRaw<{ images: string[] }[]>`
    SELECT array_agg(DISTINCT i."imageId") AS "images"
      FROM "Run" r JOIN "Build" b ON b."runId" = r."id" JOIN "Image" i ON i."imageId" = b."imageId"
     WHERE r."finishedAt" > now() - make_interval(hours => ${LOOKS_BACK_HOURS})
       AND b."status" = 'succeeded' AND i."engineId" = ${engineId} AND i."removedAt" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "Build" WHERE "status" IN ('queued', 'running'))
     GROUP BY r."id"
    HAVING bool_or(NOT EXISTS (SELECT 1 FROM "ProbedImage" p WHERE p."imageId" = i."imageId"))
     ORDER BY r."id"`;
  return rows.map(({ images }) => images);
}
