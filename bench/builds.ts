/**
 * `npm run bench:builds`: five variants from lab/Dockerfile against five single-purpose Dockerfiles as blogs write them
 * (bench/blog), on one engine, with the same bases, in one run. Ours are let in as the worker lets them in; the blogs' are
 * built one after the other, which on two cores takes less time than two at once.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ResolvedBase } from "../lib/bases/types.ts";
import { findRecipe } from "../lib/variants/recipe-name.ts";
import { type BaseRole, DEFAULT_VARIANT_IDS, type VariantId } from "../lib/variants/variants.ts";
import {
  inTurns,
  oneByOne,
  ROOT,
  resolveBases,
  type Seconds,
  type Site,
  toBlogRequest,
  toOwnBuild,
} from "./building.ts";
import { startPrivateEngine } from "./private-engine.ts";

const SERVICE = "whoami";
const ROLES: readonly BaseRole[] = ["alpine", "base-nossl", "distroless-cc", "debian-slim", "toolchain"];
/** What blogs compile in different ways: where one author wrote all five files, the engine's cache shares the others. */
const DISTINCT: readonly VariantId[] = ["scratch", "distroless-cc", "base-nossl"];

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
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopped.abort());
const work = await mkdtemp(join(tmpdir(), "image-diet-bench-"));
const source = join(work, SERVICE);
const { engine, stop } = await startPrivateEngine(join(work, "engine"));
const site: Site = { engine, signal: stopped.signal, verbose: values.verbose, service: SERVICE, source };
try {
  await cp(join(ROOT, "lab/services", SERVICE), source, {
    recursive: true,
    filter: (path) => !path.endsWith(`${SERVICE}/target`),
  });
  await measure(await resolveBases(site, ROLES));
} finally {
  await stop();
  await rm(work, { recursive: true, force: true });
}

async function measure(bases: ResolvedBase[]): Promise<void> {
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const info = await engine.info();
  const build = inTurns(site, info.cores);
  const named = findRecipe("default");
  const own = async (title: string) =>
    build(
      title,
      await Promise.all(
        DEFAULT_VARIANT_IDS.map((variant) => toOwnBuild(site, bases, { name: variant, variant, named })),
      ),
    );
  const theirs = async (title: string) => {
    const requests = DEFAULT_VARIANT_IDS.map(
      async (variant) => [variant, await toBlogRequest(site, bases, variant)] as const,
    );
    return oneByOne(site, title, new Map(await Promise.all(requests)));
  };
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

/** Another text in the answer of /health: a change of one line that the compiler has to see. */
async function editOneLine(mark: string): Promise<void> {
  const file = join(source, "src/main.rs");
  const text = await readFile(file, "utf8");
  const edited = text.replace(/"status": "ok[^"]*"/, `"status": "ok ${mark}"`);
  if (edited === text) throw new Error("the line to edit is not there");
  await writeFile(file, edited);
}
