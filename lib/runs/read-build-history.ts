import { type Db, Prisma } from "../db/client.ts";

export type BuildHistory = {
  /** Size of the newest image of the same service, variant and recipe from before the run. */
  previousSizeBytes: number | undefined;
  /** Median duration of the last builds of the same that made a new image: one that found it made says nothing. */
  estimateMs: number | undefined;
};

const ESTIMATE_FROM = 5;

type Row = { id: string; previous: bigint | null; estimateMs: number | null };

/** For each of these runs' builds what earlier ones say about it, by build id. */
export async function readBuildHistory(
  database: Db,
  runIds: readonly string[],
): Promise<Map<string, BuildHistory>> {
  if (runIds.length === 0) return new Map();
  const rows = await database.$queryRaw<Row[]>`
    WITH mine AS (
      SELECT b."id", b."variant", r."serviceId", r."recipeId", r."platform", r."createdAt"
        FROM "Build" b JOIN "Run" r ON r."id" = b."runId"
       WHERE r."id" IN (${Prisma.join(runIds.map((id) => Prisma.sql`${id}::uuid`))})
    )
    SELECT mine."id"::text AS "id", newest."sizeBytes" AS "previous", median."estimateMs"
      FROM mine
      LEFT JOIN LATERAL (
        SELECT i."sizeBytes"
          FROM "Build" b JOIN "Run" r ON r."id" = b."runId" JOIN "Image" i ON i."imageId" = b."imageId"
         WHERE b."variant" = mine."variant" AND b."status" = 'succeeded' AND b."finishedAt" <= mine."createdAt"
           AND r."serviceId" = mine."serviceId" AND r."recipeId" = mine."recipeId" AND r."platform" = mine."platform"
         ORDER BY b."finishedAt" DESC LIMIT 1
      ) newest ON true
      LEFT JOIN LATERAL (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY last."ms") AS "estimateMs"
          FROM (
            SELECT extract(epoch FROM b."finishedAt" - b."startedAt") * 1000 AS "ms"
              FROM "Build" b JOIN "Run" r ON r."id" = b."runId"
             WHERE b."variant" = mine."variant" AND b."status" = 'succeeded' AND b."startedAt" IS NOT NULL
               AND r."serviceId" = mine."serviceId" AND r."recipeId" = mine."recipeId"
               AND r."platform" = mine."platform"
               AND NOT EXISTS (
                 SELECT 1 FROM "Build" e WHERE e."imageId" = b."imageId" AND e."finishedAt" < b."finishedAt"
               )
             ORDER BY b."finishedAt" DESC LIMIT ${ESTIMATE_FROM}
          ) last
      ) median ON true`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        previousSizeBytes: row.previous === null ? undefined : Number(row.previous),
        estimateMs: row.estimateMs === null ? undefined : Math.round(row.estimateMs),
      },
    ]),
  );
}
