/**
 * `npm run bench:scan`: the five images of `tiny`, really built, scanned as the worker does (two at a time) against `trivy image` called five times by hand through the engine; and again with newer data, for which
 * the worker needs no image.
 */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildLab, resolveBaseArguments } from "../lib/bases/testing/lab-build.ts";
import { connectEngine } from "../lib/engine/connect.ts";
import { findEngineHost } from "../lib/engine/hosts.ts";
import { env } from "../lib/env.ts";
import { findTrivy } from "../lib/scan/find-trivy.ts";
import { importDatabase } from "../lib/scan/import-database.ts";
import { makeInventory } from "../lib/scan/make-inventory.ts";
import { runTrivy } from "../lib/scan/run-trivy.ts";
import { type ScanRequest, scanImage } from "../lib/scan/scan-image.ts";
import { DATABASE_ARCHIVE } from "../lib/scan/testing/real-database.ts";
import { DEFAULT_VARIANT_IDS } from "../lib/variants/variants.ts";

const AT_ONCE = 2;
const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });

const { signal } = new AbortController();
const host = await findEngineHost(env());
if (host === undefined) throw new Error("There is no Docker Engine; set DOCKER_HOST.");
const engine = connectEngine(host);
const trivy = await findTrivy(env(), { signal });
const work = await mkdtemp(join(tmpdir(), "image-diet-bench-scan-"));
const cache = join(work, "cache");
const tags: string[] = [];

try {
  await importDatabase(DATABASE_ARCHIVE, cache);
  const imageIds = await buildFive();
  await measure(imageIds);
} finally {
  for (const tag of tags) await engine.removeImage(tag);
  await rm(work, { recursive: true, force: true });
}

async function buildFive(): Promise<string[]> {
  const bases = await resolveBaseArguments(engine);
  const imageIds: string[] = [];
  for (const variant of DEFAULT_VARIANT_IDS) {
    const built = await buildLab(engine, "tiny", variant, bases);
    tags.push(built.tag);
    imageIds.push(built.imageId);
    console.error(`built ${built.tag}`);
  }
  return imageIds;
}

async function measure(imageIds: readonly string[]): Promise<void> {
  const times: Record<"ours" | "newer" | "again" | "alone" | "cached", number[]> = {
    ours: [],
    newer: [],
    again: [],
    alone: [],
    cached: [],
  };
  // Side by side, round by round: what else the machine does meets all of them alike.
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const inventories = join(work, `inventories-${round}`);
    await mkdir(inventories);
    times.alone.push(await byHand(imageIds, `alone-${round}`, true));
    times.ours.push(await timed(() => eachOf(imageIds, (imageId) => scanAsWorker(imageId, inventories))));
    times.cached.push(await byHand(imageIds, `cached-${round}`, false));
    times.newer.push(await timed(() => eachOf(imageIds, (imageId) => scanReport(imageId, inventories))));
    times.again.push(await timed(() => eachOf(imageIds, (imageId) => scanInventory(imageId, inventories))));
    console.error(`round ${round + 1}: ${JSON.stringify(times)}`);
  }
  const [first] = cpus();
  const { version } = await engine.info();
  console.log(
    `\n${availableParallelism()} cores (${first?.model.trim()}); Docker Engine ${version}; Trivy ${trivy.version}`,
  );
  console.log(`median of ${values.rounds} rounds\n`);
  console.log("| five images of `tiny` | as the worker | `trivy image` by hand | ratio |");
  console.log("| --- | ---: | ---: | ---: |");
  const [ours, alone, cached] = [median(times.ours), median(times.alone), median(times.cached)];
  row("each call by hand with a cache of its own", ours, alone);
  row("by hand with one cache, which keeps shared layers", ours, cached);
  row("with newer data, the first time", median(times.newer), cached);
  row("with newer data, after that", median(times.again), cached);
}

function row(title: string, own: number, theirs: number): void {
  console.log(`| ${title} | ${own.toFixed(1)} s | ${theirs.toFixed(1)} s | ${(own / theirs).toFixed(2)} |`);
}

function median(seconds: readonly number[]): number {
  return seconds.toSorted((a, b) => a - b)[Math.floor((seconds.length - 1) / 2)] ?? 0;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** So many at a time as the worker has slots. */
async function eachOf(imageIds: readonly string[], work: (imageId: string) => Promise<void>): Promise<void> {
  const waiting = [...imageIds];
  const takeNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
}

async function scanAsWorker(imageId: string, inventories: string): Promise<void> {
  const { report } = await scan(imageId, { kind: "engine", host: engine.host, reference: imageId });
  await writeFile(join(inventories, `${imageId.slice(7, 19)}.json`), report);
}

async function scanReport(imageId: string, inventories: string): Promise<void> {
  const report = await readFile(join(inventories, `${imageId.slice(7, 19)}.json`), "utf8");
  const path = join(inventories, `${imageId.slice(7, 19)}.cdx.json`);
  await writeFile(path, await makeInventory(trivy, report, signal));
  await scanInventory(imageId, inventories);
}

async function scanInventory(imageId: string, inventories: string): Promise<void> {
  await scan(imageId, { kind: "inventory", path: join(inventories, `${imageId.slice(7, 19)}.cdx.json`) });
}

function scan(imageId: string, source: ScanRequest["source"]) {
  return scanImage({
    trivy,
    cacheDirectory: cache,
    source,
    imageId,
    baseDiffIds: [],
    coverage: { expectsCrates: true, binaryPath: "/service" },
    signal,
    now: new Date(),
  });
}

/** Five calls one after the other, as a shell loop does. */
function byHand(imageIds: readonly string[], name: string, isAlone: boolean): Promise<number> {
  return timed(async () => {
    for (const [index, imageId] of imageIds.entries()) {
      const directory = join(work, isAlone ? `${name}-${index}` : name);
      await mkdir(directory, { recursive: true });
      if (isAlone || index === 0) await symlink(join(cache, "db"), join(directory, "db"));
      const { exitCode, log } = await runTrivy({
        program: trivy.program,
        arguments: [
          ...[
            "image",
            "--image-src",
            "docker",
            "--cache-dir",
            directory,
            "--format",
            "json",
            "--list-all-pkgs",
          ],
          ...["--scanners", "vuln", "--skip-db-update", "--skip-java-db-update", "--offline-scan", imageId],
        ],
        directory,
        variables: {
          DOCKER_HOST: host ?? "",
          TRIVY_SKIP_VERSION_CHECK: "true",
          TRIVY_DISABLE_TELEMETRY: "true",
        },
        timeoutMs: 300_000,
        maxOutputBytes: 128 * 1024 * 1024,
        signal,
      });
      if (exitCode !== 0) throw new Error(log);
    }
  });
}
