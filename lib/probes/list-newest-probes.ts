import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { parseInput } from "../parse-input.ts";
import { MOST_IMAGES } from "./request-probe.ts";
import { type NewestProbe, newestProbe } from "./schemas.ts";

const input = z.object({ images: z.array(z.string().max(100)).max(MOST_IMAGES * 2) });

/**
 * Of each image the probe that was asked for last and how far it is: what a page has to look at to hear of a probe that
 * somebody else, or a run's end, has asked for. Images are full digests; one that was never probed, or that nobody
 * knows, is left out. Throws bad-input, database-unavailable.
 */
export async function listNewestProbes(
  raw: z.input<typeof input>,
  database: Db = db(),
): Promise<NewestProbe[]> {
  const { images } = parseInput(input, raw, "query");
  const rows = await withDatabaseErrors(
    () => database.$queryRaw<unknown[]>`
      SELECT DISTINCT ON (i."imageId") i."imageId", p."id"::text AS "id", p."status"::text AS "status"
        FROM "Probe" p JOIN "ProbedImage" i ON i."probeId" = p."id"
       WHERE i."imageId" = ANY(${images}) ORDER BY i."imageId", p."createdAt" DESC`,
  );
  return rows.map((row) => newestProbe.parse(row));
}
