/** What the measurements of builds have in common: ours let in as the worker lets them in, others' one after the other. */
import { fileURLToPath } from "node:url";
import { findCaBundle } from "../lib/bases/ca-bundle.ts";
import { resolveBase } from "../lib/bases/resolve.ts";
import type { ResolvedBase } from "../lib/bases/types.ts";
import type { BuildProgress, BuildRequest, Engine } from "../lib/engine/types.ts";
import { env } from "../lib/env.ts";
import { requiredRoles, toBaseArgument } from "../lib/jobs/base-roles.ts";
import { toBuildRequest } from "../lib/jobs/build-request.ts";
import { CompileGate, type CompilePlan } from "../lib/jobs/compile-gate.ts";
import { toCompileStages } from "../lib/jobs/compile-stages.ts";
import { prepare } from "../lib/jobs/preparation.ts";
import { sourceDigest } from "../lib/services/source-digest.ts";
import type { NamedRecipe } from "../lib/variants/recipe-name.ts";
import type { BaseRole, VariantId } from "../lib/variants/variants.ts";

export const ROOT = fileURLToPath(new URL("../", import.meta.url));
const PLATFORM = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
/** As many as the worker has in hand. */
const AT_ONCE = 2;

type Request = Omit<BuildRequest, "signal" | "onProgress">;
/** A build that is timed, under the name that it is told by. */
export type OwnBuild = { name: string; request: Request; plan: CompilePlan };
export type Seconds = { total: number; each: Record<string, number> };

export type Site = {
  engine: Engine;
  signal: AbortSignal;
  verbose: boolean;
  /** The lab's service, and a copy of its source that may be edited. */
  service: string;
  source: string;
};

/** What builds stand on; assembled or pulled where it is missing, which is not timed. */
export async function resolveBases(
  { engine, signal }: Site,
  roles: readonly BaseRole[],
): Promise<ResolvedBase[]> {
  const bases: ResolvedBase[] = [];
  for (const role of roles) {
    const onProgress = (line: string) => console.error(`  ${line}`);
    const base = await resolveBase(role, { engine, env: env(), platform: PLATFORM, signal, onProgress });
    console.error(`base ${role}: ${base.reference} (${base.origin})`);
    bases.push(base);
  }
  return bases;
}

/** What the dashboard itself asks the engine for. */
export async function toOwnBuild(
  { service, source }: Site,
  bases: readonly ResolvedBase[],
  { name, variant, named }: { name: string; variant: VariantId; named: NamedRecipe },
): Promise<OwnBuild> {
  const toolchain = bases.find((base) => base.role === "toolchain");
  if (!toolchain) throw new Error("no toolchain");
  const roles = requiredRoles(variant, named.id);
  const order = {
    ...{ service, package: service, revision: "", platform: PLATFORM, variant },
    source: { kind: "folder" as const, path: source },
    sourceDigest: await sourceDigest(source),
    recipeId: named.id,
    recipe: named.recipe,
    bases: bases.filter((base) => roles.includes(base.role)),
    caBundle: await findCaBundle(env()),
  };
  const inputs = { ...order, fresh: undefined, toolchainDigest: toolchain.digest };
  const plan = { buildId: name, variant, stages: toCompileStages(inputs) };
  return { name, request: toBuildRequest(order), plan };
}

/** A Dockerfile of bench/blog, as its author would build it. */
export async function toBlogRequest(
  { service, source }: Site,
  bases: readonly ResolvedBase[],
  name: string,
): Promise<Request> {
  const bundle = await findCaBundle(env());
  const references = bases.map((base) => [toBaseArgument(base.role), base.buildReference]);
  return {
    contextFolders: { "": source },
    contextFiles: { Dockerfile: `${ROOT}bench/blog/Dockerfile.${name}` },
    dockerfile: "Dockerfile",
    target: "",
    tag: `imagediet.local/bench:${name}`,
    platform: PLATFORM,
    buildArguments: { ...Object.fromEntries(references), PACKAGE: service },
    labels: {},
    secretFiles: bundle === undefined ? {} : { ca: bundle },
  };
}

/** Builds ours as the worker does: two in hand, and compiles as its gate lets them in. What was made is remembered. */
export function inTurns(
  { engine, signal, verbose }: Site,
  cores: number,
): (title: string, builds: readonly OwnBuild[]) => Promise<Seconds> {
  let freed = Promise.withResolvers<void>();
  const compiles = new CompileGate(
    () => freed.resolve(),
    () => cores,
  );
  const log = (progress: BuildProgress) => report(progress, verbose);
  const build = async ({ name, request, plan }: OwnBuild, each: Seconds["each"]) => {
    const start = performance.now();
    const onProgress = (progress: BuildProgress) => {
      compiles.see(plan.buildId, progress);
      log(progress);
    };
    if (compiles.hasToPrepare(plan.buildId)) {
      await prepare(engine, { ...request, signal, onProgress: log });
      compiles.prepared(plan.buildId);
    }
    await engine.build({ ...request, signal, onProgress });
    compiles.leave(plan.buildId);
    each[name] = secondsSince(start);
  };
  return async (title, builds) => {
    const waiting = [...builds];
    const each: Seconds["each"] = {};
    const inHand = new Set<Promise<void>>();
    const start = performance.now();
    while (waiting.length > 0 || inHand.size > 0) {
      freed = Promise.withResolvers<void>();
      const mayStart = ({ plan }: OwnBuild) => compiles.enter(plan) === undefined;
      const next = inHand.size < AT_ONCE ? waiting.findIndex(mayStart) : -1;
      for (const own of next < 0 ? [] : waiting.splice(next, 1)) {
        const work: Promise<void> = build(own, each).finally(() => inHand.delete(work));
        inHand.add(work);
      }
      if (next < 0) await Promise.race([...inHand, freed.promise]);
    }
    return summed(title, start, each);
  };
}

/** Builds others' one after the other: on two cores that takes less time than two at once. */
export async function oneByOne(
  { engine, signal, verbose }: Site,
  title: string,
  requests: ReadonlyMap<string, Request>,
): Promise<Seconds> {
  const each: Seconds["each"] = {};
  const start = performance.now();
  for (const [name, request] of requests) {
    const begun = performance.now();
    await engine.build({ ...request, signal, onProgress: (progress) => report(progress, verbose) });
    each[name] = secondsSince(begun);
  }
  return summed(title, start, each);
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

function summed(title: string, start: number, each: Seconds["each"]): Seconds {
  const total = secondsSince(start);
  const parts = Object.entries(each).map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`);
  console.error(`${title}: ${total.toFixed(1)} s (${parts.join(", ")})`);
  return { total, each };
}

function report(progress: BuildProgress, verbose: boolean): void {
  if (!verbose || progress.type !== "step" || progress.status !== "completed") return;
  const seconds = (Number(progress.finishedAt ?? 0) - Number(progress.startedAt ?? 0)) / 1000;
  if (seconds >= 0.5)
    console.error(`    ${seconds.toFixed(1).padStart(6)} s  ${progress.name.slice(0, 110)}`);
}
