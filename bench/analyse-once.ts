/**
 * One analysis as a running worker does it, the last of a run of five variants: for bench/analysis.ts, which runs it with a
 * worker's flags. Prints its time, its CPU time and its memory.
 */
import { readPeakBytes } from "../lib/analysis/testing/peak-memory.ts";
import { openDb } from "../lib/db/client.ts";
import { connectEngine } from "../lib/engine/connect.ts";
import { LayerContents } from "../lib/jobs/layer-contents.ts";
import { measureHeld } from "../lib/jobs/measure-held.ts";
import { storeLayers } from "../lib/jobs/store-image.ts";
import { measureImage } from "../lib/oci/measure-image.ts";

const VARIANTS = 5;

const [reference = ""] = process.argv.slice(2);
const engine = connectEngine(process.env.DOCKER_HOST ?? "");
const db = openDb(process.env.DATABASE_URL ?? "");
const image = await engine.findImage(reference);
await forget();
const idleBytes = process.memoryUsage.rss();
for (let done = 1; done < VARIANTS; done += 1) {
  await analyse();
  await forget();
}
const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
await analyse();
const ms = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    ms,
    cpuMs: (user + system) / 1000,
    idleBytes,
    peakBytes: readPeakBytes(),
  }),
);
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
