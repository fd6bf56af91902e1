/**
 * One analysis as a running worker does it, the last of two runs of five variants: for bench/analysis.ts, which runs it with
 * a worker's flags. Prints its time, its CPU time and its memory, and the time that the worker's first one took.
 */
import { readPeakBytes } from "../lib/analysis/testing/peak-memory.ts";
import { openDb } from "../lib/db/client.ts";
import { connectEngine } from "../lib/engine/connect.ts";
import { LayerContents } from "../lib/jobs/layer-contents.ts";
import { measureHeld } from "../lib/jobs/measure-held.ts";
import { storeLayers } from "../lib/jobs/store-image.ts";
import { measureImage } from "../lib/oci/measure-image.ts";

/** A worker's code is compiled as it is used: by then it is. */
const ANALYSES = 10;

const [reference = ""] = process.argv.slice(2);
const engine = connectEngine(process.env.DOCKER_HOST ?? "");
const db = openDb(process.env.DATABASE_URL ?? "");
const image = await engine.findImage(reference);
await forget();
const idleBytes = process.memoryUsage.rss();
const times: number[] = [];
let cpuMs = 0;
for (let done = 0; done < ANALYSES; done += 1) {
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  await analyse();
  times.push(performance.now() - startedAt);
  const { user, system } = process.cpuUsage(cpu);
  cpuMs = (user + system) / 1000;
  await forget();
}
const [firstMs, ms] = [times[0], times.at(-1)];
console.log(JSON.stringify({ ms, firstMs, cpuMs, idleBytes, peakBytes: readPeakBytes() }));
await db.$disconnect();

/** The image is then one that was never seen. */
async function forget(): Promise<void> {
  await db.layer.deleteMany({ where: { diffId: { in: image?.diffIds ?? [] } } });
}

async function analyse(): Promise<void> {
  const contents = new LayerContents();
  const options = { baseDiffIds: [], signal: new AbortController().signal, contents };
  const { layers } = await measureHeld({ db, tools: { measureImage } }, engine, reference, options);
  await db.$transaction((tx) => storeLayers(tx, layers, contents));
}
