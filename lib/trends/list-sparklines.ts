import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { type Sparkline, sparkline } from "./schemas.ts";

/** Enough for a row's line, also for that of the oldest run of a page of runs. */
const MOST_BUILDS = 120;

/**
 * The sizes of the last builds of each service, recipe and variant, the oldest first, in bytes. `untilRun`: only of that
 * run and those before it. Throws database-unavailable.
 */
export async function listSparklines(
  { untilRun = 2 ** 31 - 1 }: { untilRun?: number } = {},
  database: Db = db(),
): Promise<Sparkline[]> {
  const rows = await withDatabaseErrors(
    () => database.$queryRaw<unknown[]>`
      SELECT "service", "recipe", "variant", array_agg("number" ORDER BY "number") AS "runs",
             array_agg("sizeBytes"::float8 ORDER BY "number") AS "sizes"
        FROM (
          SELECT v."slug" AS "service", r."recipeId" AS "recipe", b."variant", r."number", i."sizeBytes",
                 row_number() OVER (PARTITION BY r."serviceId", r."recipeId", b."variant" ORDER BY r."number" DESC) AS age
            FROM "Service" v
            JOIN "Run" r ON r."serviceId" = v."id"
            JOIN "Build" b ON b."runId" = r."id"
            JOIN "Image" i ON i."imageId" = b."imageId"
           WHERE b."status" = 'succeeded' AND r."number" <= ${untilRun}::int
        ) AS builds
       WHERE age <= ${MOST_BUILDS}
       GROUP BY "service", "recipe", "variant"`,
  );
  return z.array(sparkline).parse(rows);
}
