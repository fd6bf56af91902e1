/**
 * `analyse-once.ts WARM-UP IMAGE`: one analysis as a running worker does it that has analysed nine others (two runs of five
 * variants): for bench/analysis.ts, which runs it with a worker's flags. Prints its time, its CPU time and its memory,
 * and what the worker had when it was new.
 */
import { writeFile } from "node:fs/promises";
import { readPeakBytes } from "../lib/analysis/testing/peak-memory.ts";
import { openDb } from "../lib/db/client.ts";
import { connectEngine } from "../lib/engine/connect.ts";
import { LayerContents } from "../lib/jobs/layer-contents.ts";
import { measureHeld } from "../lib/jobs/measure-held.ts";
import { storeLayers } from "../lib/jobs/store-image.ts";
import { measureImage } from "../lib/oci/measure-image.ts";

/** A worker's code is compiled as it is used: by then it is. */
const ANALYSES_BEFORE = 9;

const [warmUp = "", reference = ""] = process.argv.slice(2);
const engine = connectEngine(process.env.DOCKER_HOST ?? "");
const db = openDb(process.env.DATABASE_URL ?? "");
await forget(reference);
await forget(warmUp);
const newBytes = process.memoryUsage.rss();
for (let done = 0; done < ANALYSES_BEFORE; done += 1) await analyse(warmUp);
const idleBytes = process.memoryUsage.rss();
// The peak so far is forgotten (man 5 proc).
await writeFile("/proc/self/clear_refs", "5");
const { ms, cpuMs } = await analyse(reference);
console.log(JSON.stringify({ ms, cpuMs, newBytes, idleBytes, peakBytes: readPeakBytes() }));
await db.$disconnect();

/** The image is then one that was never seen. */
async function forget(name: string): Promise<void> {
  const image = await engine.findImage(name);
  await db.layer.deleteMany({ where: { diffId: { in: image?.diffIds ?? [] } } });
}

async function analyse(name: string): Promise<{ ms: number; cpuMs: number }> {
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const contents = new LayerContents();
  const options = { baseDiffIds: [], signal: new AbortController().signal, contents };
  const { layers } = await measureHeld({ db, tools: { measureImage } }, engine, name, options);
  await db.$transaction((tx) => storeLayers(tx, layers, contents));
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  await forget(name);
  return { ms, cpuMs: (user + system) / 1000 };
}
