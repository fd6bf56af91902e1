import { PgBoss } from "pg-boss";
import { z } from "zod";
import { urlOf } from "../db/client.ts";
import { HEARTBEAT_MS } from "../status/worker-alive.ts";
import { openBaseReader } from "./base-reader.ts";
import { BaseShelf } from "./base-shelf.ts";
import { CompileGate } from "./compile-gate.ts";
import { openCompressedSizes } from "./compressed-sizes.ts";
import { EngineLink } from "./engine-link.ts";
import { type BuildHands, handleBuild } from "./handle-build.ts";
import { beat, forgetOldWorkers, signOff } from "./heartbeat.ts";
import { LeaseKeeper } from "./lease-keeper.ts";
import { reapLostBuilds } from "./lost-builds.ts";
import { persist } from "./persist.ts";
import { handleProbe, type ProbeJobHands } from "./probes/handle-probe.ts";
import { probeEndedRuns } from "./probes/probe-ended-runs.ts";
import { removeLostContainers, sweepProbes } from "./probes/sweep-probes.ts";
import {
  BASES_QUEUE,
  BUILD_QUEUE,
  closeQueue,
  enqueueBuilds,
  listenForJobs,
  PROBE_QUEUE,
  SCAN_QUEUE,
  SCANNER_QUEUE,
} from "./queue.ts";
import { QueueBell } from "./queue-bell.ts";
import { sweepQueuedBuilds } from "./queued-builds.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { repeat } from "./repeat.ts";
import { handleScan, type ScanHands } from "./scans/handle-scan.ts";
import { ImageExports } from "./scans/image-exports.ts";
import { ScannerLink } from "./scans/scanner-link.ts";
import { DatabaseWatch, sweepScans } from "./scans/sweep-scans.ts";
import { Turns } from "./scans/turns.ts";
import { takeJobs } from "./take-jobs.ts";
import type { WorkerContext } from "./worker-context.ts";

const SWEEP_EVERY_MS = 1000;
const ASK_ENGINE_EVERY_MS = 3000;
const CLEAN_EVERY_MS = 10_000;

export type RunningWorker = {
  /** Lets go of everything: builds go back into the queue, the worker's row goes. Takes a second or two. */
  stop: () => Promise<void>;
};

const buildJob = z.object({ buildId: z.uuid() });
const scanJob = z.object({ scanId: z.uuid() });
const probeJob = z.object({ probeId: z.uuid() });

/** So many are taken at once, so that those that share layers are exported together. */
const SCAN_SLOTS = 8;
/** Trivy is quick and bounded in memory; two at a time keep two cores busy. */
const TRIVY_AT_ONCE = 2;

/** Starts to work: heartbeat, engine, bases, queue. Resolves as soon as the first heartbeat is written. */
export async function startWorker(context: WorkerContext): Promise<RunningWorker> {
  const stop = new AbortController();
  const boss = await openQueue(context);
  const bell = new QueueBell();
  const stopListening = await listenForJobs(boss, bell);
  const link = new EngineLink(context);
  const shelf = new BaseShelf(context, link, stop.signal);
  const reader = openBaseReader(context, link, stop.signal);
  const compressed = openCompressedSizes(context, link, stop.signal);
  const keeper = new LeaseKeeper(context, stop.signal);
  const compiles = new CompileGate(
    (buildIds) => {
      // Where this fails the sweep does it.
      enqueueBuilds(context.db, context.db, buildIds).catch(() => {});
    },
    () => link.current()?.cores ?? 1,
  );
  const hands: BuildHands = { context, link, shelf, keeper, compiles };
  const scanner = new ScannerLink(context, stop.signal, () => link.current());
  const exports = new ImageExports(context.env.home);
  const turns = new Turns(TRIVY_AT_ONCE);
  const scanHands: ScanHands = { context, link, scanner, exports, turns, stop: stop.signal };
  const probeHands: ProbeJobHands = { context, link, stop: stop.signal };
  const watch = new DatabaseWatch();
  await persist(() => beat(context, link, scanner));
  await forgetOldWorkers(context);
  await removeLeftovers(context.env);
  const attend = quietly(context, "look around", async () => {
    await link.refresh();
    shelf.tick();
    reader.tick();
    await scanner.tick();
    await beat(context, link, scanner);
  });
  repeat(Math.min(HEARTBEAT_MS, ASK_ENGINE_EVERY_MS), stop.signal, attend);
  const sweep = quietly(context, "sweep", async () => {
    shelf.tick();
    compressed.tick();
    await reapLostBuilds(context, keeper);
    await sweepQueuedBuilds(hands);
    await sweepScans(scanHands);
    await watch.tick(scanHands);
    await probeEndedRuns(probeHands);
    await sweepProbes(probeHands);
  });
  repeat(SWEEP_EVERY_MS, stop.signal, sweep);
  // Asks the engine, and an engine that hangs must keep nothing else from going on.
  const clean = quietly(context, "clean up", () => removeLostContainers(probeHands));
  repeat(CLEAN_EVERY_MS, stop.signal, clean);
  const working = [
    ...startTaking(hands, boss, bell, stop.signal),
    ...startScanning(scanHands, boss, bell),
    startProbing(probeHands, boss, bell),
  ];
  return {
    stop: async () => {
      stop.abort();
      keeper.stopAll();
      await Promise.allSettled([...working, shelf.idle(), reader.idle(), compressed.idle(), scanner.idle()]);
      await stopListening();
      await boss.stop({ graceful: false }).catch(() => {});
      await closeQueue();
      await signOff(context).catch(() => {});
    },
  };
}

/** What is done again and again is not stopped by one failure; a database that is away is not worth a line each time. */
function quietly({ log }: WorkerContext, what: string, work: () => Promise<void>): () => Promise<void> {
  let failed = "";
  return async () => {
    try {
      await work();
      if (failed !== "") log.info(`could ${what} again`);
      failed = "";
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== failed) log.warn({ err: error }, `could not ${what}`);
      failed = message;
    }
  };
}

async function openQueue({ db, log }: WorkerContext): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: urlOf(db), max: 3, migrate: false, schedule: false });
  boss.on("error", (error) => log.debug({ err: error }, "queue"));
  await persist(() => boss.start());
  return boss;
}

function startTaking(hands: BuildHands, boss: PgBoss, bell: QueueBell, stop: AbortSignal): Promise<void>[] {
  const { env, log } = hands.context;
  const shared = { boss, bell, stop, log };
  return [
    takeJobs({
      ...shared,
      queue: BUILD_QUEUE,
      slots: env.IMAGE_DIET_BUILD_CONCURRENCY,
      handle: (job) => handleBuild(hands, buildJob.parse(job.data).buildId),
    }),
    takeJobs({
      ...shared,
      queue: BASES_QUEUE,
      slots: 1,
      handle: async () => hands.shelf.resolveAll(),
    }),
  ];
}

function startScanning(hands: ScanHands, boss: PgBoss, bell: QueueBell): Promise<void>[] {
  const shared = { boss, bell, stop: hands.stop, log: hands.context.log };
  return [
    takeJobs({
      ...shared,
      queue: SCAN_QUEUE,
      slots: SCAN_SLOTS,
      handle: (job) => handleScan(hands, scanJob.parse(job.data).scanId),
    }),
    takeJobs({ ...shared, queue: SCANNER_QUEUE, slots: 1, handle: () => hands.scanner.refresh(true) }),
  ];
}

/** One at a time: two would measure each other. */
function startProbing(hands: ProbeJobHands, boss: PgBoss, bell: QueueBell): Promise<void> {
  return takeJobs({
    boss,
    bell,
    queue: PROBE_QUEUE,
    slots: 1,
    stop: hands.stop,
    log: hands.context.log,
    handle: (job) => handleProbe(hands, probeJob.parse(job.data).probeId),
  });
}
