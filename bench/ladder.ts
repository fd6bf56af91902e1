/**
 * `npm run bench:ladder [-- --service whoami]`: the eight rungs of the full ladder out of lab/Dockerfile against eight
 * Dockerfiles as blogs write them (bench/blog), cold, on one engine with the same bases; then single rungs added to the
 * ladder that is built, against one more blog Dockerfile.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ResolvedBase } from "../lib/bases/types.ts";
import { findLadder } from "../lib/ladder/ladders.ts";
import { findRecipe } from "../lib/variants/recipe-name.ts";
import { BASE_ROLES, type VariantId } from "../lib/variants/variants.ts";
import { inTurns, oneByOne, ROOT, resolveBases, type Site, toBlogRequest, toOwnBuild } from "./building.ts";
import { startPrivateEngine } from "./private-engine.ts";

/** The blog's Dockerfile for each rung. */
const BLOGS: Readonly<Record<string, string>> = {
  naive: "naive",
  "debian-slim": "debian-slim",
  "distroless-cc": "distroless-cc",
  "static-glibc": "distroless-static-glibc",
  "static-musl": "distroless-static",
  scratch: "scratch",
  smaller: "scratch-smaller",
  smallest: "scratch-smallest",
};

/** Rungs that one may add, by what they need that the ladder has not made. */
const ADDED: readonly { needs: string; variant: VariantId; recipe: string }[] = [
  { needs: "no compile: another base", variant: "alpine", recipe: "default" },
  { needs: "the program alone: another strip", variant: "scratch", recipe: "strip=symbols" },
  { needs: "its dependencies too: another optimisation", variant: "scratch", recipe: "opt-level=s" },
];

const { values } = parseArgs({
  options: {
    service: { type: "string", default: "whoami" },
    verbose: { type: "boolean", default: false },
  },
});

const stopped = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopped.abort());
const work = await mkdtemp(join(tmpdir(), "image-diet-bench-"));
const { service, verbose } = values;
const source = join(work, service);
const { engine, stop } = await startPrivateEngine(join(work, "engine"));
const site: Site = { engine, signal: stopped.signal, verbose, service, source };
try {
  await cp(join(ROOT, "lab/services", service), source, {
    recursive: true,
    filter: (path) => !path.endsWith(`${service}/target`),
  });
  await measure(await resolveBases(site, BASE_ROLES));
} finally {
  await stop();
  await rm(work, { recursive: true, force: true });
}

async function measure(bases: ResolvedBase[]): Promise<void> {
  const info = await engine.info();
  const build = inTurns(site, info.cores);
  const rungs = findLadder("full")?.rungs ?? [];
  const toBuild = ({ variant, recipe }: { variant: VariantId; recipe: string }) =>
    toOwnBuild(site, bases, { name: `${variant} ${recipe}`, variant, named: findRecipe(recipe) });
  await engine.pruneBuildCache();
  const cold = await build("ours, cold", await Promise.all(rungs.map(toBuild)));
  const added: [string, number][] = [];
  for (const { needs, ...rung } of ADDED) {
    const { total } = await build(`ours, ${rung.variant} ${rung.recipe} added`, [await toBuild(rung)]);
    added.push([needs, total]);
  }
  await engine.pruneBuildCache();
  const requests = rungs.map(
    async ({ id }) => [id, await toBlogRequest(site, bases, BLOGS[id] ?? id)] as const,
  );
  const blogs = await oneByOne(site, "blogs, cold", new Map(await Promise.all(requests)));
  const another = blogs.each.scratch ?? Number.NaN;
  console.log(
    `\n${availableParallelism()} cores (${cpus()[0]?.model.trim()}); Docker Engine ${info.version}`,
  );
  console.log(`${service}; ${rungs.length} rungs\n`);
  console.log("| what | one Dockerfile | blog Dockerfiles | ratio | goal |");
  console.log("| --- | ---: | ---: | ---: | ---: |");
  row("the whole ladder, cold", cold.total, blogs.total, "0.50");
  for (const [needs, total] of added) row(`a rung added that needs ${needs}`, total, another, "");
}

function row(title: string, own: number, theirs: number, goal: string): void {
  const cells = [title, `${own.toFixed(1)} s`, `${theirs.toFixed(1)} s`, (own / theirs).toFixed(3), goal];
  console.log(`| ${cells.join(" | ")} |`);
}
