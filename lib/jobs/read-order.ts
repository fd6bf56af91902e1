import { findCaBundle } from "../bases/ca-bundle.ts";
import type { ResolvedBase } from "../bases/types.ts";
import type { Db } from "../db/client.ts";
import type { Env } from "../env.ts";
import { locateProgram } from "../prebuilt/locate-program.ts";
import { serviceFolder } from "../services/service-folder.ts";
import { sourceRevision } from "../services/source-revision.ts";
import { parseStoredVariant } from "../variants/parse-variant.ts";
import { PREBUILT_RECIPE } from "../variants/prebuilt-recipe.ts";
import { recipeSchema } from "../variants/recipe-schema.ts";
import type { BuildOrder, BuildSource } from "./build-request.ts";

/** A build with its run and service, as a worker needs it; undefined where there is no such build. */
export function readBuild(db: Db, buildId: string) {
  return db.build.findUnique({
    where: { id: buildId },
    include: { run: { include: { service: true } } },
  });
}

export type StoredBuild = NonNullable<Awaited<ReturnType<typeof readBuild>>>;

/** Everything that the engine has to be told about a build. Throws bad-input, forbidden where its source is not to be had. */
export async function toBuildOrder(
  build: StoredBuild,
  bases: readonly ResolvedBase[],
  env: Env,
): Promise<BuildOrder> {
  const { run } = build;
  const source = await findSource(build, env);
  return {
    service: run.service.slug,
    package: run.service.package,
    source,
    sourceDigest: run.sourceDigest,
    revision: source.kind === "folder" ? await sourceRevision(source.path) : "",
    variant: parseStoredVariant(build.variant),
    recipeId: run.recipeId,
    recipe: source.kind === "folder" ? recipeSchema.parse(run.recipe) : undefined,
    platform: run.platform,
    ...(run.force ? { fresh: run.id } : {}),
    bases,
    caBundle: await findCaBundle(env),
  };
}

async function findSource({ run }: StoredBuild, env: Env): Promise<BuildSource> {
  return run.recipeId === PREBUILT_RECIPE.id
    ? { kind: "program", path: await locateProgram(run.service.source, env) }
    : { kind: "folder", path: serviceFolder(run.service) };
}
