/**
 * `npm run bench:scan -- [--rounds N]`: five images, really built, scanned by a worker, from the request to the stored
 * answers, against `trivy image` called five times by hand through the same engine; once the five variants of `tiny`,
 * once five builds of it that share their base. And again with newer data, for which the worker needs no image. Needs
 * Trivy, DOCKER_HOST and a DATABASE_URL whose database may be filled.
 */
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pino from "pino";
import { resolveBase } from "../lib/bases/resolve.ts";
import { openDb } from "../lib/db/client.ts";
import { connectEngine } from "../lib/engine/connect.ts";
import { findEngineHost, probeEngine } from "../lib/engine/hosts.ts";
import { parseEnv } from "../lib/env.ts";
import { prepareDatabase } from "../lib/jobs/prepare-database.ts";
import { startWorker } from "../lib/jobs/start-worker.ts";
import { measureImage } from "../lib/oci/measure-image.ts";
import { findTrivy } from "../lib/scan/find-trivy.ts";
import { importDatabase } from "../lib/scan/import-database.ts";
import { runTrivy } from "../lib/scan/run-trivy.ts";
import { DATABASE_ARCHIVE } from "../lib/scan/testing/real-database.ts";
import { requestScans, type ScanCause } from "../lib/scans/request-scan.ts";
import { buildFiveTwice, type FiveImages, storeImages } from "./five-images.ts";

const LOOK_EVERY_MS = 5;
const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });

const { signal } = new AbortController();
const work = await mkdtemp(join(tmpdir(), "image-diet-bench-scan-"));
const cache = join(work, "cache");
const env = parseEnv({ ...process.env, TRIVY_CACHE_DIR: cache, TRIVY_SKIP_DB_UPDATE: "true" });
const host = await findEngineHost(env);
if (host === undefined || !env.DATABASE_URL) throw new Error("Set DOCKER_HOST and DATABASE_URL.");
const engine = connectEngine(host);
const trivy = await findTrivy(env, { signal });
const db = openDb(env.DATABASE_URL);
const built: FiveImages[] = [];

try {
  await importDatabase(DATABASE_ARCHIVE, cache);
  await prepareDatabase(env.DATABASE_URL);
  built.push(...(await buildFiveTwice(engine)));
  const imageIds = [...new Set(built.flatMap((five) => five.imageIds))];
  await db.image.deleteMany({ where: { imageId: { in: imageIds } } });
  await storeImages(db, engine, imageIds);
  const tools = { findEngineHost, probeEngine, connectEngine, resolveBase, measureImage };
  const log = pino({ level: "silent" });
  const worker = await startWorker({ id: crypto.randomUUID(), db, env, log, tools });
  try {
    // The worker's first scans wait until it has found its engine and its scanner.
    await scan(imageIds, "asked");
    await measure();
  } finally {
    await worker.stop();
  }
} finally {
  for (const tag of built.flatMap(({ tags }) => tags)) await engine.removeImage(tag);
  await db.$disconnect();
  await rm(work, { recursive: true, force: true });
}

type Times = Record<"ours" | "newer" | "again" | "alone" | "cached", number[]>;

async function measure(): Promise<void> {
  const [first] = cpus();
  const { version } = await engine.info();
  console.log(
    `${availableParallelism()} cores (${first?.model.trim()}); Docker Engine ${version}; Trivy ${trivy.version}`,
  );
  console.log(`median of ${values.rounds} rounds\n`);
  console.log("| images of `tiny` | as the worker | `trivy image` by hand | ratio |");
  console.log("| --- | ---: | ---: | ---: |");
  for (const five of built) {
    const times: Times = { ours: [], newer: [], again: [], alone: [], cached: [] };
    // Side by side, round by round: what else the machine does meets all of them alike.
    for (let round = 0; round < Number(values.rounds); round += 1) await measureOnce(five, times, round);
    const [ours, alone, cached] = [median(times.ours), median(times.alone), median(times.cached)];
    row(`${five.title}; by hand each with a cache of its own`, ours, alone);
    row(`${five.title}; by hand with one cache, which keeps shared layers`, ours, cached);
    row(`${five.title}; with newer data, the first time`, median(times.newer), cached);
    row(`${five.title}; with newer data, after that`, median(times.again), cached);
  }
}

async function measureOnce({ title, imageIds }: FiveImages, times: Times, round: number): Promise<void> {
  times.alone.push(await byHand(imageIds, `${title} alone ${round}`, true));
  times.ours.push(await scan(imageIds, "asked"));
  times.cached.push(await byHand(imageIds, `${title} cached ${round}`, false));
  times.newer.push(await scan(imageIds, "database"));
  times.again.push(await scan(imageIds, "database"));
  console.error(`${title}, round ${round + 1}: ${JSON.stringify(times)}`);
}

function row(title: string, own: number, theirs: number): void {
  console.log(`| ${title} | ${own.toFixed(2)} s | ${theirs.toFixed(2)} s | ${(own / theirs).toFixed(2)} |`);
}

function median(seconds: readonly number[]): number {
  return seconds.toSorted((a, b) => a - b)[Math.floor((seconds.length - 1) / 2)] ?? 0;
}

/** Seconds from the request until the last answer is stored. */
async function scan(imageIds: readonly string[], cause: ScanCause): Promise<number> {
  const startedAt = performance.now();
  const scans = await db.$transaction((tx) => requestScans(db, tx, imageIds, cause));
  const ids = [...scans.values()].map(({ id }) => id);
  const isGoing = { id: { in: ids }, status: { in: ["queued" as const, "running" as const] } };
  while ((await db.scan.count({ where: isGoing })) > 0) await sleep(LOOK_EVERY_MS);
  const seconds = (performance.now() - startedAt) / 1000;
  const failed = await db.scan.findFirst({ where: { id: { in: ids }, status: { not: "succeeded" } } });
  if (failed) throw new Error(`a scan failed: ${JSON.stringify(failed.error)} ${failed.log}`);
  return seconds;
}

/** Seconds of five calls one after the other, as a shell loop does. */
async function byHand(imageIds: readonly string[], name: string, isAlone: boolean): Promise<number> {
  let seconds = 0;
  for (const [index, imageId] of imageIds.entries()) {
    const directory = join(work, isAlone ? `${name} ${index}` : name);
    await mkdir(directory, { recursive: true });
    if (isAlone || index === 0) await symlink(join(cache, "db"), join(directory, "db"));
    const startedAt = performance.now();
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
    seconds += (performance.now() - startedAt) / 1000;
    if (exitCode !== 0) throw new Error(log);
  }
  return seconds;
}
