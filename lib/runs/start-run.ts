import type { z } from "zod";
import { type Db, type DbTransaction, db } from "../db/client.ts";
import { isUniqueViolation, withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { GOING } from "../job-status.ts";
import { enqueueBuilds } from "../jobs/queue.ts";
import { parseInput } from "../parse-input.ts";
import { chooseServiceRecipe, type ServiceRecipe } from "../services/find-service-recipe.ts";
import { getService } from "../services/get-service.ts";
import { judgeServiceProgram } from "../services/judge-program.ts";
import { readProgram } from "../services/read-program.ts";
import type { ServiceView } from "../services/schemas.ts";
import { serviceFolder } from "../services/service-folder.ts";
import { sourceDigest } from "../services/source-digest.ts";
import type { Recipe } from "../variants/recipes.ts";
import type { VariantId } from "../variants/variants.ts";
import { choosePrebuiltVariants } from "./choose-prebuilt-variants.ts";
import { chooseVariants } from "./choose-variants.ts";
import { currentPlatform } from "./current-platform.ts";
import { getRun } from "./get-run.ts";
import { buildIdentity } from "./identity.ts";
import { chooseRunToJoin, planJoin } from "./plan-run.ts";
import { requeueEnded } from "./requeue-ended.ts";
import { requireAllocator } from "./require-allocator.ts";
import { rollUpRun } from "./roll-up-run.ts";
import { type RunView, type StartRunInput, startRunInput } from "./schemas.ts";

export type StartedRun = {
  run: RunView;
  /** True where a run that was going already is the answer. */
  joined: boolean;
};

/**
 * Starts to build variants of a service. What is being built already is not built twice: the request joins that run,
 * which then also gets the variants that it lacks. Throws bad-input, not-found (service), conflict (archived),
 * database-unavailable.
 */
export async function startRun(raw: StartRunInput, database: Db = db()): Promise<StartedRun> {
  const input = parseInput(startRunInput, raw, "body");
  return withDatabaseErrors(async () => {
    const service = await getService(input.service, database);
    if (service.archivedAt) {
      throw new AppError("conflict", `The service "${service.slug}" is archived; nothing is built of it.`);
    }
    const named = chooseServiceRecipe(service, input.recipe, input.knobs);
    const platform = await currentPlatform(database);
    const what = await (named.recipe === undefined
      ? choosePrebuilt(database, service, { asked: input.variants, platform })
      : chooseCompiled(service, named.recipe, input));
    const request: Request = { service, named, platform, force: input.force, ...what };
    const { runId, joined } = await startOrJoin(database, request);
    return { run: await getRun({ id: runId }, database), joined };
  });
}

type Chosen = Pick<Request, "variants" | "sourceDigest">;

async function chooseCompiled(
  service: ServiceView,
  recipe: Recipe,
  { variants: asked, knobs }: z.output<typeof startRunInput>,
): Promise<Chosen> {
  const fieldOf = (key: string) => (knobs?.[key] === undefined ? "recipe" : `knobs.${key}`);
  const variants = chooseVariants(recipe, asked, fieldOf("linkage"));
  const folder = serviceFolder(service);
  await requireAllocator(service, folder, recipe, fieldOf("allocator"));
  return { variants, sourceDigest: await sourceDigest(folder) };
}

async function choosePrebuilt(
  database: Db,
  service: ServiceView,
  { asked, platform }: { asked: VariantId[] | undefined; platform: string },
): Promise<Chosen> {
  const program = await readProgram(service);
  const verdicts = await judgeServiceProgram(database, program, platform);
  return { variants: choosePrebuiltVariants(verdicts, asked), sourceDigest: program.digest };
}

type Request = {
  service: ServiceView;
  named: ServiceRecipe;
  variants: VariantId[];
  sourceDigest: string;
  platform: string;
  force: boolean;
};

const TRIES = 5;

async function startOrJoin(database: Db, request: Request): Promise<{ runId: string; joined: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.$transaction((tx) => startInTransaction(database, tx, request));
    } catch (error) {
      // Two clicks at once: the index on active identities lets one through, the other looks again and joins it.
      if (attempt === TRIES || !isUniqueViolation(error)) throw error;
    }
  }
}

async function startInTransaction(database: Db, tx: DbTransaction, request: Request) {
  // Clicks on one service go one after the other, so that a run's number is not spent on one that joins.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${request.service.id}, 1))`;
  const active = await tx.build.findMany({
    where: {
      identity: { in: request.variants.map((variant) => identityOf(request, variant)) },
      status: { in: [...GOING] },
    },
    select: { runId: true, variant: true },
  });
  const runId = chooseRunToJoin(active);
  if (runId === undefined) {
    const created = await createRun(tx, request);
    await createBuilds(database, tx, created, request, request.variants);
    return { runId: created, joined: false };
  }
  const runBuilds = await tx.build.findMany({
    where: { runId },
    select: { id: true, variant: true, status: true },
  });
  const { add, again } = planJoin(request.variants, active, runBuilds);
  await createBuilds(database, tx, runId, request, add);
  for (const buildId of again) await requeueEnded(database, tx, buildId);
  await rollUpRun(tx, runId);
  return { runId, joined: true };
}

async function createRun(tx: DbTransaction, request: Request): Promise<string> {
  const { service, named, sourceDigest: digest, platform, force } = request;
  const { id } = await tx.run.create({
    data: {
      serviceId: service.id,
      recipeId: named.id,
      recipe: named.recipe ? { ...named.recipe, features: [...named.recipe.features] } : {},
      sourceDigest: digest,
      platform,
      force,
    },
    select: { id: true },
  });
  return id;
}

async function createBuilds(
  database: Db,
  tx: DbTransaction,
  runId: string,
  request: Request,
  variants: readonly VariantId[],
): Promise<void> {
  const ids: string[] = [];
  for (const variant of variants) {
    const { id } = await tx.build.create({
      data: { runId, variant, identity: identityOf(request, variant) },
      select: { id: true },
    });
    ids.push(id);
  }
  await enqueueBuilds(database, tx, ids);
}

function identityOf(request: Request, variant: VariantId): string {
  return buildIdentity({
    service: request.service.slug,
    package: request.service.package,
    sourceDigest: request.sourceDigest,
    variant,
    recipe: request.named.recipe,
    platform: request.platform,
  });
}
