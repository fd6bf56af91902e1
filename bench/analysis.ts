/**
 * `npm run bench:analysis -- [--dive PATH] [--docker PATH] [--rounds N] NAME=REFERENCE …`: how long an image that was never
 * seen takes from the engine to the stored result, against `dive --json` and `docker save` to nowhere through the same
 * engine; and the memory that it takes. The worker has analysed the first image nine times before. Adds a synthetic image of
 * 100,000 files. Needs DOCKER_HOST and a DATABASE_URL whose database may be filled.
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { WORKER_FLAGS } from "../bin/launcher/worker-arguments.mjs";
import { connectEngine } from "../lib/engine/connect.ts";
import type { Engine } from "../lib/engine/types.ts";
import { prepareDatabase } from "../lib/jobs/prepare-database.ts";
import { takeEach } from "../lib/oci/byte-source.ts";
import { manyFilesArchive } from "./many-files.ts";

const run = promisify(execFile);
const MANY = { name: "100,000 files", reference: "imagediet.local/bench/many-files:1", files: 100_000 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dive: { type: "string", default: "dive" },
    docker: { type: "string", default: "docker" },
    rounds: { type: "string", default: "3" },
  },
});
const { DOCKER_HOST: host, DATABASE_URL: databaseUrl } = process.env;
if (!host || !databaseUrl) throw new Error("Set DOCKER_HOST and DATABASE_URL.");

type Round = {
  exportMs: number;
  saveMs: number;
  oursMs: number;
  oursCpuMs: number;
  diveMs: number;
  memoryBytes: number;
  newBytes: number;
  idleBytes: number;
};

const engine = connectEngine(host);
const work = await mkdtemp(join(tmpdir(), "image-diet-bench-"));
try {
  await prepareDatabase(databaseUrl);
  await engine.loadImage(manyFilesArchive(MANY.reference, MANY.files));
  const images = positionals.map((item) => {
    const [name = "", reference = name] = item.split("=", 2);
    return { name, reference };
  });
  console.log(
    `${cpus().length} cores, ${cpus()[0]?.model.trim()}; ${values.rounds} rounds in turn, the best of each\n`,
  );
  console.log(
    "| image | bare export | docker save to nowhere | Image Diet, stored | of it CPU | dive --json | to save | to dive | memory above idle | idle | new |",
  );
  console.log("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
  const warmUp = images[0]?.reference ?? MANY.reference;
  for (const { name, reference } of [...images, MANY]) {
    const rounds: Round[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1)
      rounds.push(await measureOnce(warmUp, reference));
    console.log(toLine(name, rounds));
  }
} finally {
  await engine.removeImage(MANY.reference);
  await rm(work, { recursive: true, force: true });
}

async function measureOnce(warmUp: string, reference: string): Promise<Round> {
  const exportMs = await timed(() => drain(engine, reference));
  const saveMs = await timed(() => save(reference));
  const diveMs = await timed(() =>
    run(values.dive, [reference, "--json", join(work, "dive.json")], {
      env: { ...process.env, CI: "true" },
      maxBuffer: 1024 ** 3,
    }),
  );
  const script = fileURLToPath(new URL("./analyse-once.ts", import.meta.url));
  const alias = fileURLToPath(new URL("../bin/alias.mjs", import.meta.url));
  const { stdout } = await run(process.execPath, [
    ...WORKER_FLAGS,
    "--import",
    alias,
    script,
    warmUp,
    reference,
  ]);
  const { ms, cpuMs, newBytes, idleBytes, peakBytes } = JSON.parse(stdout);
  const memory = { newBytes, idleBytes, memoryBytes: peakBytes - idleBytes };
  return { exportMs, saveMs, diveMs, oursMs: ms, oursCpuMs: cpuMs, ...memory };
}

async function drain(from: Engine, reference: string): Promise<void> {
  await takeEach(await from.readImages([reference]), () => true);
}

async function save(reference: string): Promise<void> {
  const [code] = await once(spawn(values.docker, ["save", reference], { stdio: "ignore" }), "close");
  if (code !== 0) throw new Error(`docker save ended with ${code}.`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function toLine(name: string, rounds: readonly Round[]): string {
  const best = (pick: (round: Round) => number) => Math.min(...rounds.map(pick));
  const [save, ours, dive] = [best((r) => r.saveMs), best((r) => r.oursMs), best((r) => r.diveMs)];
  const most = (pick: (round: Round) => number) => `${Math.round(Math.max(...rounds.map(pick)) / 1e6)} MB`;
  const memory = [most((r) => r.memoryBytes), most((r) => r.idleBytes), most((r) => r.newBytes)];
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const cpu = best((r) => r.oursCpuMs);
  const times = [best((r) => r.exportMs), save, ours, cpu, dive].map(seconds);
  const cells = [name, ...times, `${(ours / save).toFixed(2)}x`];
  return `| ${[...cells, `${(ours / dive).toFixed(2)}x`, ...memory].join(" | ")} |`;
}
