/**
 * `npm run bench:probe [-- --service whoami] [-- --images sha256:…,…]`: the five variants of a lab service, really built
 * (or images that the engine has), probed twice. Says how long a probe takes, and of each figure whether its repetition
 * came within 5 %, or whether it had been called noisy.
 */
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { buildLab, resolveBaseArguments } from "../lib/bases/testing/lab-build.ts";
import { connectEngine } from "../lib/engine/connect.ts";
import { findEngineHost } from "../lib/engine/hosts.ts";
import { env } from "../lib/env.ts";
import { probeImages } from "../lib/probe/probe-images.ts";
import { DEFAULT_SETTINGS } from "../lib/probe/settings.ts";
import type { ImageToRun } from "../lib/probe/with-container.ts";
import { type Figure, isNoisy } from "../lib/probes/figures.ts";
import type { ImageProbe } from "../lib/probes/schemas.ts";
import { DEFAULT_VARIANT_IDS } from "../lib/variants/variants.ts";

const LIMIT = 0.05;
const { values } = parseArgs({
  options: { service: { type: "string", default: "whoami" }, images: { type: "string" } },
});

const { signal } = new AbortController();
const host = await findEngineHost(env());
if (host === undefined) throw new Error("There is no Docker Engine; set DOCKER_HOST.");
const engine = connectEngine(host);
const tags: string[] = [];

try {
  const images = values.images === undefined ? await buildFive() : await findGiven(values.images);
  const first = await probe(images);
  const second = await probe(images);
  await report(images, first, second);
} finally {
  for (const tag of tags) await engine.removeImage(tag);
}

async function buildFive(): Promise<ImageToRun[]> {
  const bases = await resolveBaseArguments(engine);
  const images: ImageToRun[] = [];
  for (const variant of DEFAULT_VARIANT_IDS) {
    const { tag, imageId } = await buildLab(engine, values.service, variant, bases);
    tags.push(tag);
    images.push({ imageId, name: tag, variant, user: "65532:65532" });
    console.error(`built ${tag}`);
  }
  return images;
}

async function findGiven(list: string): Promise<ImageToRun[]> {
  const images: ImageToRun[] = [];
  for (const name of list.split(",")) {
    const image = await engine.findImage(name);
    if (!image) throw new Error(`The engine has no image ${name}.`);
    const variant = image.labels["dev.imagediet.variant"] ?? name;
    images.push({ imageId: image.imageId, name, variant, user: "65532:65532" });
  }
  return images;
}

async function probe(images: readonly ImageToRun[]): Promise<{ seconds: number; seen: ImageProbe[] }> {
  const startedAt = performance.now();
  const labels = { "dev.imagediet.bench": String(process.pid) };
  const onProgress = (line: string) => console.error(line);
  const seen = await probeImages({ engine, images, settings: DEFAULT_SETTINGS, labels, signal, onProgress });
  return { seconds: (performance.now() - startedAt) / 1000, seen };
}

function figuresOf(seen: ImageProbe): [string, Figure][] {
  const { start, stop, memory, load } = seen;
  return [
    ...(start ? [["start", start.totalMs] as [string, Figure]] : []),
    ...(stop ? [["stop", stop.ms] as [string, Figure]] : []),
    ...(memory?.state === "seen" ? [["memory", memory.idleBytes] as [string, Figure]] : []),
    ...(load?.state === "seen" ? load.loads : []).map(({ kind, threads, perSecond }): [string, Figure] => [
      `${kind} ${threads}`,
      perSecond,
    ]),
  ];
}

async function report(
  images: readonly ImageToRun[],
  first: { seconds: number; seen: ImageProbe[] },
  second: { seconds: number; seen: ImageProbe[] },
): Promise<void> {
  const { version } = await engine.info();
  console.log(`\n${availableParallelism()} cores (${cpus()[0]?.model.trim()}); Docker Engine ${version}`);
  const seconds = [first, second].map((each) => `${each.seconds.toFixed(1)} s`).join(" and ");
  console.log(`a probe of ${images.length} images took ${seconds} (at most 60 s is the aim)\n`);
  console.log("| image | figure | first | again | apart | |");
  console.log("| --- | --- | ---: | ---: | ---: | --- |");
  let silent = 0;
  for (const [index, { variant }] of images.entries()) {
    const again = new Map(second.seen[index] ? figuresOf(second.seen[index]) : []);
    for (const [name, figure] of first.seen[index] ? figuresOf(first.seen[index]) : []) {
      const other = again.get(name);
      if (!other) continue;
      const apart = Math.abs(other.median - figure.median) / figure.median;
      const isCalledNoisy = isNoisy(figure) || isNoisy(other);
      const verdict = isCalledNoisy ? "noisy" : apart <= LIMIT ? "steady" : "NOT CALLED NOISY";
      if (!isCalledNoisy && apart > LIMIT) silent += 1;
      const [one, two] = [figure, other].map(({ median }) => median.toFixed(1));
      console.log(`| ${variant} | ${name} | ${one} | ${two} | ${(apart * 100).toFixed(1)} % | ${verdict} |`);
    }
    if (first.seen[index]?.outcome !== "runs")
      console.log(`| ${variant} | ${first.seen[index]?.reason} | | | | |`);
  }
  console.log(`\n${silent} figures moved by more than 5 % without having been called noisy`);
}
