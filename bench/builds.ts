/**
 * `npm run bench:builds`: five variants from lab/Dockerfile against five single-purpose Dockerfiles as blogs write them
 * (bench/blog), on one engine, with the same bases, in one run, two builds at a time on both sides.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findCaBundle } from "../lib/bases/ca-bundle.ts";
import { resolveBase } from "../lib/bases/resolve.ts";
import type { ResolvedBase } from "../lib/bases/types.ts";
import type { BuildRequest, Engine } from "../lib/engine/types.ts";
import { env } from "../lib/env.ts";
import { toBaseArgument } from "../lib/jobs/base-roles.ts";
import { toBuildRequest } from "../lib/jobs/build-request.ts";
import { prepare } from "../lib/jobs/preparation.ts";
import { sourceDigest } from "../lib/services/source-digest.ts";
import { RECIPE_PRESETS } from "../lib/variants/recipes.ts";
import { type BaseRole, DEFAULT_VARIANT_IDS, type VariantId } from "../lib/variants/variants.ts";
import { startPrivateEngine } from "./private-engine.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SERVICE = "whoami";
const PLATFORM = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
const AT_ONCE = 2;
const ROLES: readonly BaseRole[] = ["alpine", "base-nossl", "distroless-cc", "debian-slim", "toolchain"];
/** What differs in how it is compiled: the engine's cache shares the other two builds where one author wrote the files. */
const DISTINCT: readonly VariantId[] = ["scratch", "distroless-cc", "base-nossl"];
/** The two C libraries first, so that both compilers have work. */
const ORDER: readonly VariantId[] = ["scratch", "distroless-cc", "alpine", "base-nossl", "debian-slim"];

type Request = Omit<BuildRequest, "signal" | "onProgress">;
/** `preparation`: of one variant; what all share is built for it before any of them, as the worker does. */
type Plan = { requests: Map<VariantId, Request>; preparation?: Request | undefined };
type Seconds = { total: number; each: Partial<Record<VariantId, number>> };

const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "1" },
    authors: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(
    "npm run bench:builds -- [--edits N] [--authors] [--verbose]\n" +
      "--authors also measures blogs that share no stage. Needs root and dockerd: it runs an engine of its own.",
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
  await engine.pruneBuildCache();
  const ours = await five("ours, cold", () => ourRequests(bases));
  const unchanged = await five("ours, nothing changed", () => ourRequests(bases));
  const edited = await afterEdits("ours", () => ourRequests(bases));
  const shared = await blogsCold("blogs, equal stages shared", bases, DISTINCT);
  const sharedEdited = await afterEdits("blogs", () => blogRequests(bases), DISTINCT);
  const apart = values.authors ? await blogsCold("blogs of five authors", bases, ORDER) : undefined;
  console.log(
    `\n${machine}; Docker Engine ${info.version}; ${AT_ONCE} builds at a time; ${SERVICE}, recipe default`,
  );
  console.log(`bases: ${bases.map((base) => `${base.reference} (${base.origin})`).join(", ")}\n`);
  console.log("| five variants | one Dockerfile | five blog Dockerfiles | ratio | goal |");
  console.log("| --- | ---: | ---: | ---: | ---: |");
  row("cold (build cache pruned, bases kept)", ours.total, shared, "0.50");
  row(`after a one-line edit (median of ${values.edits})`, edited, sharedEdited, "0.06");
  if (apart !== undefined) row("cold, where no two blogs share a stage", ours.total, apart, "");
  console.log(`| nothing changed | ${unchanged.total.toFixed(1)} s | | | 2 s |`);
}

async function blogsCold(title: string, bases: ResolvedBase[], variants: readonly VariantId[]) {
  await engine.pruneBuildCache();
  return (await five(`${title}, cold`, () => blogRequests(bases), variants)).total;
}

/** The median of several one-line edits, each built on the cache that the last build left. */
async function afterEdits(
  title: string,
  plan: () => Promise<Plan>,
  variants: readonly VariantId[] = ORDER,
): Promise<number> {
  const totals: number[] = [];
  for (let edit = 1; edit <= Number(values.edits); edit += 1) {
    await editOneLine(`${title} ${edit}`);
    totals.push((await five(`${title}, edit ${edit}`, plan, variants)).total);
  }
  return totals.sort((a, b) => a - b)[Math.floor((totals.length - 1) / 2)] ?? 0;
}

function row(title: string, own: number, theirs: number, goal: string): void {
  const cells = [title, `${own.toFixed(1)} s`, `${theirs.toFixed(1)} s`, (own / theirs).toFixed(3), goal];
  console.log(`| ${cells.join(" | ")} |`);
}

/** All five, so many at a time, and how long that took. */
async function five(
  title: string,
  plan: () => Promise<Plan>,
  variants: readonly VariantId[] = ORDER,
): Promise<Seconds> {
  const { requests, preparation } = await plan();
  const queue = [...variants];
  const each: Seconds["each"] = {};
  const start = performance.now();
  if (preparation) await prepare(engine, { ...preparation, signal, onProgress: report });
  const builder = async () => {
    for (let variant = queue.shift(); variant !== undefined; variant = queue.shift()) {
      const request = requests.get(variant);
      if (!request) throw new Error(`no request for ${variant}`);
      const begun = performance.now();
      await engine.build({ ...request, signal, onProgress: report });
      each[variant] = (performance.now() - begun) / 1000;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, builder));
  const total = (performance.now() - start) / 1000;
  const parts = Object.entries(each).map(([variant, seconds]) => `${variant} ${seconds.toFixed(1)}`);
  console.error(`${title}: ${total.toFixed(1)} s (${parts.join(", ")})`);
  return { total, each };
}

function report(progress: Parameters<BuildRequest["onProgress"]>[0]): void {
  if (!values.verbose || progress.type !== "step" || progress.status !== "completed") return;
  const seconds = (Number(progress.finishedAt ?? 0) - Number(progress.startedAt ?? 0)) / 1000;
  if (seconds >= 0.5)
    console.error(`    ${seconds.toFixed(1).padStart(6)} s  ${progress.name.slice(0, 110)}`);
}

/** What the dashboard itself asks the engine for. */
async function ourRequests(bases: ResolvedBase[]): Promise<Plan> {
  const preset = RECIPE_PRESETS[0];
  if (!preset) throw new Error("no recipe");
  const order = {
    service: SERVICE,
    package: SERVICE,
    sourceFolder: source,
    sourceDigest: await sourceDigest(source),
    revision: "",
    recipeId: preset.id,
    recipe: preset.recipe,
    platform: PLATFORM,
    caBundle: await findCaBundle(env()),
  };
  const own = (variant: VariantId) =>
    bases.filter((base) => base.role === "toolchain" || base.role === variant);
  const requests = new Map(
    DEFAULT_VARIANT_IDS.map((variant) => [
      variant,
      toBuildRequest({ ...order, variant, bases: own(variant) }),
    ]),
  );
  return { requests, preparation: requests.get("scratch") };
}

async function blogRequests(bases: ResolvedBase[]): Promise<Plan> {
  const bundle = await findCaBundle(env());
  const buildArguments = Object.fromEntries(
    bases.map((base) => [toBaseArgument(base.role), base.buildReference]),
  );
  const requests = new Map(
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
  return { requests };
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
