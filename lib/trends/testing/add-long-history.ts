import type { Db } from "../../db/client.ts";
import { FULL } from "../../findings/testing/samples.ts";

/** Runs of five variants each: ten thousand builds. */
export const RUNS = 2000;

/** What happened once, to distroless-cc, in all that time. */
export const PEAK = {
  sizeBytes: 99_000_000,
  buildMs: 3_600_000,
  findings: 77,
  baseAtRun: 1201,
  toolchainAtRun: 1501,
};

/** Records ten thousand builds, each with an image and a scan of its own, into an empty database. */
export async function addLongHistory(db: Db, slug: string): Promise<void> {
  await db.$executeRaw`
      INSERT INTO "Run" ("id", "number", "serviceId", "recipeId", "recipe", "sourceDigest", "platform", "status", "createdAt")
      SELECT gen_random_uuid(), n, s."id", 'default', '{}', 'sha256:s' || n, 'linux/amd64', 'succeeded',
             timestamptz '2020-01-01' + n * interval '1 day'
        FROM "Service" s, generate_series(1, ${RUNS}::int) n WHERE s."slug" = ${slug}`;
  await db.$executeRaw`
      INSERT INTO "Image" ("imageId", "serviceId", "variant", "recipeId", "recipe", "sourceDigest", "platform", "identity",
             "baseRole", "baseReference", "baseDigest", "baseOrigin", "toolchain", "standIn", "config", "sizeBytes",
             "compressedBytes", "breakdown", "fileCount", "engineId", "builtAt")
      SELECT 'sha256:' || encode(sha256((v || r."number")::bytea), 'hex'), r."serviceId", v, 'default', '{}',
             r."sourceDigest", r."platform", v || r."number", v, v,
             CASE WHEN r."number" >= ${PEAK.baseAtRun}::int AND v = 'distroless-cc' THEN 'sha256:new' ELSE 'sha256:old' END,
             'registry',
             jsonb_build_object('digest', CASE WHEN r."number" >= ${PEAK.toolchainAtRun}::int THEN 'sha256:r2' ELSE 'sha256:r1' END),
             false, '{}',
             CASE WHEN r."number" = 777 AND v = 'distroless-cc' THEN ${PEAK.sizeBytes}::bigint
                  ELSE 30000000 + (r."number" * 7919) % 100000 END,
             12000000, '{}', 1, 'engine', r."createdAt"
        FROM "Run" r, unnest(ARRAY['scratch', 'alpine', 'base-nossl', 'distroless-cc', 'debian-slim']) v`;
  await db.$executeRaw`
      INSERT INTO "Build" ("id", "runId", "variant", "identity", "status", "attempt", "imageId", "startedAt", "finishedAt")
      SELECT gen_random_uuid(), r."id", i."variant", i."identity", 'succeeded', 1, i."imageId", r."createdAt",
             r."createdAt" + interval '1 millisecond' *
               CASE WHEN r."number" = 888 AND i."variant" = 'distroless-cc' THEN ${PEAK.buildMs}::int
                    ELSE 60000 + (r."number" * 104729) % 30000 END
        FROM "Run" r JOIN "Image" i ON i."sourceDigest" = r."sourceDigest"`;
  await db.$executeRaw`
      INSERT INTO "Scan" ("id", "imageId", "cause", "status", "attempt", "createdAt", "finishedAt", "scannerVersion",
             "databaseState", "databaseUpdatedAt", "coverage", "hasFindings", "findingCount", "fixableCount")
      SELECT gen_random_uuid(), i."imageId", 'built', 'succeeded', 1, i."builtAt", i."builtAt" + interval '1 hour',
             '0.74.0', 'ready', timestamptz '2020-01-01', ${JSON.stringify(FULL)}::jsonb, true,
             CASE WHEN i."identity" = 'distroless-cc999' THEN ${PEAK.findings}::int ELSE 3 END, 1
        FROM "Image" i`;
  await db.$executeRaw`SELECT setval(pg_get_serial_sequence('"Run"', 'number'), ${RUNS}::int)`;
  await db.$executeRaw`ANALYZE`;
}
