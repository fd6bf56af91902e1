import { findCaBundle } from "../bases/ca-bundle.ts";
import type { ResolvedBase } from "../bases/types.ts";
import type { Db } from "../db/client.ts";
import type { Env } from "../env.ts";
import { serviceFolder } from "../services/service-folder.ts";
import { sourceRevision } from "../services/source-revision.ts";
import { parseStoredVariant } from "../variants/parse-variant.ts";
import { recipeSchema } from "../variants/recipe-schema.ts";
import type { BuildOrder } from "./build-request.ts";

/** A build with its run and service, as a worker needs it; undefined where there is no such build. */
export function readBuild(db: Db, buildId: string) {
  return db.build.findUnique({
    where: { id: buildId },
    include: { run: { include: { service: true } } },
  });
}

export type StoredBuild = NonNullable<Awaited<ReturnType<typeof readBuild>>>;

/** Everything that the engine has to be told about a build. Throws bad-input for a service whose source is no folder. */
export async function toBuildOrder(
  build: StoredBuild,
  bases: readonly ResolvedBase[],
  env: Env,
): Promise<BuildOrder> {
  const { run } = build;
  const sourceFolder = serviceFolder(run.service);
  return {
    service: run.service.slug,
    package: run.service.package,
    sourceFolder,
    sourceDigest: run.sourceDigest,
    revision: await sourceRevision(sourceFolder),
    variant: parseStoredVariant(build.variant),
    recipeId: run.recipeId,
    recipe: recipeSchema.parse(run.recipe),
    platform: run.platform,
    ...(run.force ? { fresh: run.id } : {}),
    bases,
    caBundle: await findCaBundle(env),
  };
}
