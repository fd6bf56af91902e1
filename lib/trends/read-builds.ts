import { z } from "zod";
import { type Db, Prisma } from "../db/client.ts";
import { COVERAGE_REASONS, type CoverageReasonCode, VERDICTS } from "../findings/schemas.ts";
import { isVariantId, type VariantId } from "../variants/variants.ts";

const rowSchema = z.object({
  buildId: z.string(),
  variant: z.string().refine(isVariantId),
  runId: z.string(),
  runNumber: z.number().int(),
  recipe: z.string(),
  recipeHash: z.string(),
  finishedAt: z.date(),
  buildMs: z.number().nullable(),
  imageId: z.string(),
  sourceDigest: z.string(),
  sizeBytes: z.bigint().transform(Number),
  compressedBytes: z.bigint().transform(Number).nullable(),
  layers: z.number().int(),
  standIn: z.boolean(),
  baseRole: z.string().nullable(),
  baseDigest: z.string().nullable(),
  toolchainDigest: z.string().nullable(),
  scannerVersion: z.string().nullable(),
  databaseUpdatedAt: z.date().nullable(),
  hasFindings: z.boolean().nullable(),
  findingCount: z.number().int().nullable(),
  fixableCount: z.number().int().nullable(),
  verdict: z.enum(VERDICTS).nullable(),
  osPackages: z.number().int().nullable(),
  cratePackages: z.number().int().nullable(),
  reasons: z.array(z.enum(COVERAGE_REASONS)).nullable(),
});

/** One build that succeeded, with all that a trend says of its image. */
export type TrendBuild = {
  buildId: string;
  variant: VariantId;
  run: { id: string; number: number };
  recipe: string;
  recipeHash: string;
  finishedAt: Date;
  buildMs: number | undefined;
  imageId: string;
  sourceDigest: string;
  sizeBytes: number;
  compressedBytes: number | undefined;
  layers: number;
  standIn: boolean;
  base: { role: string; digest: string } | undefined;
  toolchainDigest: string;
  scan: TrendScan | undefined;
};

export type TrendScan = {
  version: string;
  databaseUpdatedAt: string | undefined;
  count: number | undefined;
  fixable: number | undefined;
  verdict: (typeof VERDICTS)[number];
  packages: number;
  reasons: CoverageReasonCode[];
};

/**
 * Every build of a service that succeeded, in the order of its runs, each with the scan that was the newest when the next
 * build of its variant came (or the first after that, where it was scanned only later). `recipe` undefined: of any.
 */
export async function readTrendBuilds(
  database: Db,
  line: { serviceId: string; recipe: string | undefined; variants: readonly VariantId[] | undefined },
): Promise<TrendBuild[]> {
  const rows = await database.$queryRaw<unknown[]>(trendQuery(line));
  return z.array(rowSchema).parse(rows).map(toBuild);
}

/** The statement, for whoever wants to look at its plan. */
function trendQuery(line: {
  serviceId: string;
  recipe: string | undefined;
  variants: readonly VariantId[] | undefined;
}): Prisma.Sql {
  const ofRecipe = line.recipe === undefined ? Prisma.empty : Prisma.sql`AND r."recipeId" = ${line.recipe}`;
  const ofVariants = line.variants ? Prisma.sql`AND b."variant" = ANY(${[...line.variants]})` : Prisma.empty;
  return Prisma.sql`
    WITH line AS (
      SELECT b."id", b."variant", b."imageId", b."startedAt", b."finishedAt",
             r."id" AS "runId", r."number", r."recipeId",
             lead(b."finishedAt") OVER (PARTITION BY b."variant" ORDER BY r."number") AS "nextAt"
        FROM "Run" r JOIN "Build" b ON b."runId" = r."id"
       WHERE r."serviceId" = ${line.serviceId}::uuid ${ofRecipe} ${ofVariants}
         AND b."status" = 'succeeded' AND b."imageId" IS NOT NULL AND b."finishedAt" IS NOT NULL
    ), depth AS (
      SELECT "imageId", count(*)::int AS "layers" FROM "ImageLayer"
       WHERE "imageId" IN (SELECT "imageId" FROM line) GROUP BY "imageId"
    )
    SELECT line."id"::text AS "buildId", line."variant", line."runId"::text AS "runId",
           line."number" AS "runNumber", line."recipeId" AS "recipe", md5(i."recipe"::text) AS "recipeHash",
           line."finishedAt",
           (extract(epoch FROM line."finishedAt" - line."startedAt") * 1000)::float8 AS "buildMs",
           i."imageId", i."sourceDigest", i."sizeBytes", i."compressedBytes", i."standIn",
           coalesce(depth."layers", 0) AS "layers", i."baseRole", i."baseDigest",
           i."toolchain"->>'digest' AS "toolchainDigest",
           s."scannerVersion", s."databaseUpdatedAt", s."hasFindings", s."findingCount", s."fixableCount",
           s."coverage"->>'verdict' AS "verdict",
           (s."coverage"#>>'{os,packages}')::int AS "osPackages",
           (s."coverage"#>>'{crates,packages}')::int AS "cratePackages",
           jsonb_path_query_array(s."coverage", '$.reasons[*].code') AS "reasons"
      FROM line
      JOIN "Image" i ON i."imageId" = line."imageId"
      LEFT JOIN depth ON depth."imageId" = line."imageId"
      LEFT JOIN LATERAL (
        SELECT * FROM "Scan" n
         WHERE n."imageId" = line."imageId" AND n."status" = 'succeeded'
         ORDER BY n."finishedAt" > line."nextAt" NULLS FIRST,
                  CASE WHEN n."finishedAt" > line."nextAt" THEN n."finishedAt" END,
                  n."finishedAt" DESC
         LIMIT 1
      ) s ON true
     ORDER BY line."number", line."variant"`;
}

function toBuild(row: z.infer<typeof rowSchema>): TrendBuild {
  return {
    buildId: row.buildId,
    variant: row.variant,
    run: { id: row.runId, number: row.runNumber },
    recipe: row.recipe,
    recipeHash: row.recipeHash,
    finishedAt: row.finishedAt,
    buildMs: row.buildMs === null ? undefined : Math.round(row.buildMs),
    imageId: row.imageId,
    sourceDigest: row.sourceDigest,
    sizeBytes: row.sizeBytes,
    compressedBytes: row.compressedBytes ?? undefined,
    layers: row.layers,
    standIn: row.standIn,
    base: row.baseRole && row.baseDigest ? { role: row.baseRole, digest: row.baseDigest } : undefined,
    toolchainDigest: row.toolchainDigest ?? "",
    scan: toScan(row),
  };
}

function toScan(row: z.infer<typeof rowSchema>): TrendScan | undefined {
  if (row.verdict === null) return undefined;
  return {
    version: row.scannerVersion ?? "",
    databaseUpdatedAt: row.databaseUpdatedAt?.toISOString(),
    count: row.hasFindings ? (row.findingCount ?? undefined) : undefined,
    fixable: row.hasFindings ? (row.fixableCount ?? undefined) : undefined,
    verdict: row.verdict,
    packages: (row.osPackages ?? 0) + (row.cratePackages ?? 0),
    reasons: row.reasons ?? [],
  };
}
