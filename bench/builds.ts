/**
 * `npm run bench:builds`: five variants from lab/Dockerfile against five single-purpose Dockerfiles as blogs write them
 * (bench/blog), on one engine, with the same bases, in one run. Ours are let in as the worker lets them in; the blogs' are
 * built one after the other, which on two cores takes less time than two at once.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findCaBundle } from "../lib/bases/ca-bundle.ts";
import { resolveBase } from "../lib/bases/resolve.ts";
import type { ResolvedBase } from "../lib/bases/types.ts";
import type { BuildProgress, BuildRequest, Engine } from "../lib/engine/types.ts";
import { env } from "../lib/env.ts";
import { toBaseArgument } from "../lib/jobs/base-roles.ts";
import { toBuildRequest } from "../lib/jobs/build-request.ts";
import { CompileGate, type CompilePlan } from "../lib/jobs/compile-gate.ts";
import { toCompileStages } from "../lib/jobs/compile-stages.ts";
import { prepare } from "../lib/jobs/preparation.ts";
import { sourceDigest } from "../lib/services/source-digest.ts";
import { RECIPE_PRESETS } from "../lib/variants/recipes.ts";
import { type BaseRole, DEFAULT_VARIANT_IDS, type VariantId } from "../lib/variants/variants.ts";
import { startPrivateEngine } from "./private-engine.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SERVICE = "whoami";
const PLATFORM = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
/** As many as the worker has in hand. */
const AT_ONCE = 2;
const ROLES: readonly BaseRole[] = ["alpine", "base-nossl", "distroless-cc", "debian-slim", "toolchain"];
/** What blogs compile in different ways: where one author wrote all five files, the engine's cache shares the others. */
const DISTINCT: readonly VariantId[] = ["scratch", "distroless-cc", "base-nossl"];

type Request = Omit<BuildRequest, "signal" | "onProgress">;
type OwnBuild = { variant: VariantId; request: Request; plan: CompilePlan };
type Seconds = { total: number; each: Partial<Record<VariantId, number>> };

const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "1" },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(
    "npm run bench:builds -- [--edits N] [--verbose]\nNeeds root and dockerd: it runs an engine of its own.",
  );
  process.exit(0);
}

const stopped = new AbortController();
const { signal } = stopped;
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopped.abort());
const work = await mkdtemp(join(tmpdir(), "image-diet-bench-"));
const source = join(work, SERVICE);
const { engine, stop } = await startPrivateEngine(join(work, "engine"));
try {
  await cp(join(ROOT, "lab/services", SERVICE), source, {
    recursive: true,
    filter: (path) => !path.endsWith(`${SERVICE}/target`),
  });
  const bases = await resolveBases(engine);
  await measure(bases);
} finally {
  await stop();
  await rm(work, { recursive: true, force: true });
}

async function resolveBases(engine: Engine): Promise<ResolvedBase[]> {
  const bases: ResolvedBase[] = [];
  for (const role of ROLES) {
    const base = await resolveBase(role, {
      engine,
      env: env(),
      platform: PLATFORM,
      signal,
      onProgress: (line) => console.error(`  ${line}`),
    });
    console.error(`base ${role}: ${base.reference} (${base.origin})`);
    bases.push(base);
  }
  return bases;
}

async function measure(bases: ResolvedBase[]): Promise<void> {
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const info = await engine.info();
  const own = inTurns(bases, info.cores);
  const theirs = (title: string) => oneByOne(title, bases);
  await engine.pruneBuildCache();
  const cold = await own("ours, cold");
  const unchanged = await own("ours, nothing changed");
  const edited = await afterEdits("ours", own);
  await engine.pruneBuildCache();
  const blogsCold = await theirs("blogs, cold");
  const blogsEdited = await afterEdits("blogs", theirs);
  console.log(`\n${machine}; Docker Engine ${info.version}; ${SERVICE}, recipe default`);
  console.log(`bases: ${bases.map((base) => `${base.reference} (${base.origin})`).join(", ")}\n`);
  console.log("| five variants | one Dockerfile | five blog Dockerfiles | ratio | goal |");
  console.log("| --- | ---: | ---: | ---: | ---: |");
  row("cold (build cache pruned once, bases kept)", cold.total, blogsCold.total, "0.50");
  row(`after a one-line edit (median of ${values.edits})`, edited.total, blogsEdited.total, "0.06");
  row("cold, if the blogs' equal compiles were shared", cold.total, sumOf(blogsCold, DISTINCT), "");
  row("after an edit, if they were", edited.total, sumOf(blogsEdited, DISTINCT), "");
  console.log(`| nothing changed | ${unchanged.total.toFixed(1)} s | | | 2 s |`);
}

function sumOf({ each }: Seconds, variants: readonly VariantId[]): number {
  return variants.reduce((sum, variant) => sum + (each[variant] ?? 0), 0);
}

/** The median of several one-line edits, each built on the cache that the last build left. */
async function afterEdits(title: string, build: (title: string) => Promise<Seconds>): Promise<Seconds> {
  const edits: Seconds[] = [];
  for (let edit = 1; edit <= Number(values.edits); edit += 1) {
    await editOneLine(`${title} ${edit}`);
    edits.push(await build(`${title}, edit ${edit}`));
  }
  const median = edits.sort((a, b) => a.total - b.total)[Math.floor((edits.length - 1) / 2)];
  if (!median) throw new Error("--edits has to be 1 or more");
  return median;
}

function row(title: string, own: number, theirs: number, goal: string): void {
  const cells = [title, `${own.toFixed(1)} s`, `${theirs.toFixed(1)} s`, (own / theirs).toFixed(3), goal];
  console.log(`| ${cells.join(" | ")} |`);
}

/** Builds our five as the worker does: two in hand, and compiles as its gate lets them in. */
function inTurns(bases: ResolvedBase[], cores: number): (title: string) => Promise<Seconds> {
  let freed = Promise.withResolvers<void>();
  const compiles = new CompileGate(
    () => freed.resolve(),
    () => cores,
  );
  const build = async ({ variant, request, plan }: OwnBuild, each: Seconds["each"]) => {
    const start = performance.now();
    const onProgress = (progress: BuildProgress) => {
      compiles.see(plan.buildId, progress);
      report(progress);
    };
    if (compiles.hasToPrepare(plan.buildId)) {
      await prepare(engine, { ...request, signal, onProgress: report });
      compiles.prepared(plan.buildId);
    }
    await engine.build({ ...request, signal, onProgress });
    compiles.leave(plan.buildId);
    each[variant] = secondsSince(start);
  };
  return async (title) => {
    const waiting = await ourBuilds(bases);
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

async function oneByOne(title: string, bases: ResolvedBase[]): Promise<Seconds> {
  const requests = await blogRequests(bases);
  const each: Seconds["each"] = {};
  const start = performance.now();
  for (const [variant, request] of requests) {
    const begun = performance.now();
    await engine.build({ ...request, signal, onProgress: report });
    each[variant] = secondsSince(begun);
  }
  return summed(title, start, each);
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

function summed(title: string, start: number, each: Seconds["each"]): Seconds {
  const total = secondsSince(start);
  const parts = Object.entries(each).map(([variant, seconds]) => `${variant} ${seconds.toFixed(1)}`);
  console.error(`${title}: ${total.toFixed(1)} s (${parts.join(", ")})`);
  return { total, each };
}

function report(progress: BuildProgress): void {
  if (!values.verbose || progress.type !== "step" || progress.status !== "completed") return;
  const seconds = (Number(progress.finishedAt ?? 0) - Number(progress.startedAt ?? 0)) / 1000;
  if (seconds >= 0.5)
    console.error(`    ${seconds.toFixed(1).padStart(6)} s  ${progress.name.slice(0, 110)}`);
}

/** What the dashboard itself asks the engine for. */
async function ourBuilds(bases: ResolvedBase[]): Promise<OwnBuild[]> {
  const preset = RECIPE_PRESETS[0];
  if (!preset) throw new Error("no recipe");
  const order = {
    service: SERVICE,
    package: SERVICE,
    source: { kind: "folder" as const, path: source },
    sourceDigest: await sourceDigest(source),
    revision: "",
    recipeId: preset.id,
    recipe: preset.recipe,
    platform: PLATFORM,
    caBundle: await findCaBundle(env()),
  };
  const own = (variant: VariantId) =>
    bases.filter((base) => base.role === "toolchain" || base.role === variant);
  const toolchain = bases.find((base) => base.role === "toolchain");
  if (!toolchain) throw new Error("no toolchain");
  const inputs = { ...order, fresh: undefined, toolchainDigest: toolchain.digest };
  return DEFAULT_VARIANT_IDS.map((variant) => ({
    variant,
    request: toBuildRequest({ ...order, variant, bases: own(variant) }),
    plan: { buildId: variant, variant, stages: toCompileStages({ ...inputs, variant }) },
  }));
}

async function blogRequests(bases: ResolvedBase[]): Promise<Map<VariantId, Request>> {
  const bundle = await findCaBundle(env());
  const buildArguments = Object.fromEntries(
    bases.map((base) => [toBaseArgument(base.role), base.buildReference]),
  );
  return new Map(
    DEFAULT_VARIANT_IDS.map((variant): [VariantId, Request] => [
      variant,
      {
        contextFolders: { "": source },
        contextFiles: { Dockerfile: join(ROOT, "bench/blog", `Dockerfile.${variant}`) },
        dockerfile: "Dockerfile",
        target: "",
        tag: `imagediet.local/bench:${variant}`,
        platform: PLATFORM,
        buildArguments,
        labels: {},
        secretFiles: bundle === undefined ? {} : { ca: bundle },
        noCache: false,
      },
    ]),
  );
}

/** Another text in the answer of /health: a change of one line that the compiler has to see. */
async function editOneLine(mark: string): Promise<void> {
  const file = join(source, "src/main.rs");
  const text = await readFile(file, "utf8");
  const edited = text.replace(/"status": "ok[^"]*"/, `"status": "ok ${mark}"`);
  if (edited === text) throw new Error("the line to edit is not there");
  await mkdir(join(source, "src"), { recursive: true });
  await writeFile(file, edited);
}
