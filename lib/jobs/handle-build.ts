import type { ResolvedBase } from "../bases/types.ts";
import { AppError, toAppError } from "../errors.ts";
import { parseStoredVariant } from "../variants/parse-variant.ts";
import { recipeSchema } from "../variants/recipe-schema.ts";
import { requiredRoles } from "./base-roles.ts";
import type { BaseShelf } from "./base-shelf.ts";
import { BuildRecorder } from "./build-recorder.ts";
import type { CompileGate, CompilePlan } from "./compile-gate.ts";
import { toCompileStages } from "./compile-stages.ts";
import { endBuild, requeueBuild, toOpenAttempt } from "./end-attempt.ts";
import type { EngineLink, LinkedEngine } from "./engine-link.ts";
import { isStopping } from "./is-stopping.ts";
import { claimBuild, type Lease } from "./lease.ts";
import type { LeaseKeeper } from "./lease-keeper.ts";
import { persist } from "./persist.ts";
import { readBuild, type StoredBuild, toBuildOrder } from "./read-order.ts";
import { runAttempt } from "./run-attempt.ts";
import { sayWaiting } from "./say-waiting.ts";
import { toBuildErrorView } from "./to-build-error.ts";
import type { WorkerContext } from "./worker-context.ts";

export type BuildHands = {
  context: WorkerContext;
  link: EngineLink;
  shelf: BaseShelf;
  keeper: LeaseKeeper;
  compiles: CompileGate;
};

/**
 * Looks at one build: where it is queued and its engine and bases are there, works on it to the end of an attempt.
 * Whatever happens is written to the build; nothing is thrown but what no later look could do better.
 */
export async function handleBuild(hands: BuildHands, buildId: string): Promise<void> {
  const { context, link, compiles } = hands;
  const build = await persist(() => readBuild(context.db, buildId));
  const linked = link.current();
  if (build?.status !== "queued" || !linked) return;
  const bases = await checkBases(hands, build, linked);
  if (bases === undefined) return;
  const line = compiles.enter(toCompilePlan(build, bases));
  if (line !== undefined) return sayWaiting(context.db, [buildId], line);
  try {
    await claimAndWork(hands, { build, linked, bases });
  } finally {
    compiles.leave(buildId);
  }
}

type Task = { build: StoredBuild; linked: LinkedEngine; bases: Bases };

async function claimAndWork(hands: BuildHands, task: Task): Promise<void> {
  const { context, keeper } = hands;
  const lease = await claimBuild(context.db, task.build.id, context.id);
  if (!lease) return;
  keeper.hold(lease);
  try {
    await work(hands, lease, task);
  } finally {
    keeper.release(lease);
  }
}

function toCompilePlan({ id: buildId, run, variant: stored }: StoredBuild, bases: Bases): CompilePlan {
  const variant = parseStoredVariant(stored);
  const toolchain = bases instanceof AppError ? undefined : bases.find((base) => base.role === "toolchain");
  if (!toolchain) return { buildId, variant, stages: [] };
  const { sourceDigest, recipe, platform, service } = run;
  const fresh = run.force ? run.id : undefined;
  const inputs = { variant, package: service.package, sourceDigest, platform, fresh };
  const stages = toCompileStages({
    ...inputs,
    recipe: recipeSchema.parse(recipe),
    toolchainDigest: toolchain.digest,
  });
  return { buildId, variant, stages };
}

type Bases = ResolvedBase[] | AppError;

/** The bases to build on, or why there are none; undefined where the build has to wait for them. */
async function checkBases(
  { context, shelf }: BuildHands,
  build: StoredBuild,
  { engine }: LinkedEngine,
): Promise<Bases | undefined> {
  const gate = shelf.check(
    requiredRoles(parseStoredVariant(build.variant), build.run.recipeId),
    build.queuedAt,
  );
  if (gate.state === "failed") return gate.error;
  if (gate.state === "waiting") {
    await sayWaiting(context.db, [build.id], gate.line);
    return undefined;
  }
  for (const base of gate.bases) {
    // What is in no registry cannot be pulled: where the engine has lost it, it is resolved again.
    const isLocal = base.buildReference.startsWith("imagediet.local/");
    if (!isLocal || (await engine.findImage(base.buildReference))) continue;
    shelf.forget(base.role);
    await sayWaiting(context.db, [build.id], `Waits for the base ${base.role}: the engine has lost it.`);
    return undefined;
  }
  return gate.bases;
}

async function work(hands: BuildHands, lease: Lease, { build, linked, bases }: Task): Promise<void> {
  const { context, compiles } = hands;
  const log = context.log.child({ build: build.id, variant: build.variant, attempt: lease.attempt });
  const recorder = new BuildRecorder(context.db, lease);
  log.info("build starts");
  try {
    if (bases instanceof AppError) throw bases;
    const order = await toBuildOrder(build, bases, context.env);
    const ending = await runAttempt(context, {
      lease,
      order,
      serviceId: build.run.serviceId,
      linked,
      recorder,
      compiles,
    });
    const isOurs = await endBuild(context.db, toOpenAttempt(lease), ending);
    log.info({ imageId: ending.imageId, isOurs }, "build succeeded");
  } catch (error) {
    const outcome = await endFailed(hands, lease, { recorder, linked }, error);
    log.info({ outcome, err: toAppError(error).code === "internal" ? error : undefined }, "build ended");
  }
}

async function endFailed(
  { context, link }: BuildHands,
  lease: Lease,
  { recorder, linked }: { recorder: BuildRecorder; linked: LinkedEngine },
  error: unknown,
): Promise<string> {
  const { db } = context;
  const attempt = toOpenAttempt(lease);
  if (lease.stopReason === "lease-lost") return "lease lost";
  await recorder.finish().catch(() => {});
  const failure = toAppError(recorder.failure ?? error);
  if (lease.stopReason === "worker-stops") {
    const message = "The worker was stopped while this attempt ran.";
    await requeueBuild(
      db,
      attempt,
      { code: "worker-stopped", message },
      "Waits for a worker; it was stopped.",
    );
    return "worker stops";
  }
  if (lease.stopReason === "cancelled") {
    await endBuild(db, attempt, { status: "cancelled" });
    return "cancelled";
  }
  const isLost =
    failure.code === "engine-unavailable" ||
    (failure.code === "engine-failed" && (await isStopping(linked.engine)));
  if (isLost) {
    link.reportLost(failure.message);
    await requeueBuild(
      db,
      attempt,
      // An engine that is being stopped refuses in words of its own, which are no fault of the build.
      toBuildErrorView(new AppError("engine-unavailable", failure.message)),
      `Waits for the Docker Engine: ${failure.message}`,
    );
    return "engine lost";
  }
  await endBuild(db, attempt, { status: "failed", error: toBuildErrorView(failure) });
  return failure.code;
}
