import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { afterAll, afterEach } from "vitest";
import { workerArguments } from "../../../bin/launcher/worker-arguments.mjs";
import { resolveBase } from "../../bases/resolve.ts";
import type { Db } from "../../db/client.ts";
import { connectEngine } from "../../engine/connect.ts";
import { findEngineHost, probeEngine } from "../../engine/hosts.ts";
import { parseEnv } from "../../env.ts";
import { measureImage } from "../../oci/measure-image.ts";
import { getRun } from "../../runs/get-run.ts";
import type { RunView } from "../../runs/schemas.ts";
import { type RunningWorker, startWorker } from "../start-worker.ts";
import type { WorkerContext, WorkerTools } from "../worker-context.ts";

/** The first build of all waits for bases that may have to be assembled. */
export const BASES_TIMEOUT_MS = 12 * 60_000;

const running = new Set<RunningWorker>();
const children = new Set<ChildProcess>();

async function stopAll(): Promise<void> {
  await Promise.all([...running].map((worker) => worker.stop()));
  running.clear();
  for (const child of children) child.kill("SIGKILL");
  children.clear();
}
afterEach(stopAll);
afterAll(stopAll);

/** Most tests have no time for probes that nobody asked for. */
const UNASKED = { IMAGE_DIET_PROBE_BUILDS: "false" };

export type WorkerOptions = {
  host?: string;
  tools?: Partial<WorkerTools>;
  settings?: Record<string, string>;
};

/** A worker in this process, stopped after the test; its parts are the real ones unless a test wraps one. */
export async function startTestWorker(db: Db, options: WorkerOptions = {}): Promise<RunningWorker> {
  const host = options.host ?? process.env.DOCKER_HOST;
  const context: WorkerContext = {
    id: randomUUID(),
    db,
    env: parseEnv({ ...process.env, ...UNASKED, DOCKER_HOST: host, ...options.settings }),
    log: pino({ level: process.env.LOG_LEVEL ?? "silent" }, pino.destination(2)),
    tools: { findEngineHost, probeEngine, connectEngine, resolveBase, measureImage, ...options.tools },
  };
  const worker = await startWorker(context);
  running.add(worker);
  return worker;
}

/** A worker as a process of its own, as `npm start` runs it; killed after the test if it still lives. */
export function spawnWorker(databaseUrl: string): ChildProcess {
  const child = spawn(process.execPath, workerArguments(), {
    env: { ...process.env, ...UNASKED, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "ignore", process.env.LOG_LEVEL ? "inherit" : "ignore"],
  });
  children.add(child);
  return child;
}

/** Reads a run until it is as wanted. A run that never is ends the test by its timeout. */
export async function untilRun(db: Db, id: string, isWanted: (run: RunView) => boolean): Promise<RunView> {
  for (;;) {
    const run = await getRun({ id }, db);
    if (isWanted(run)) return run;
    await sleep(50);
  }
}

/** Reads a run until it has ended. */
export function untilEnd(db: Db, id: string): Promise<RunView> {
  return untilRun(db, id, (run) => run.status !== "queued" && run.status !== "running");
}

/** True while the engine runs the compiler of a build of this run. */
export function isCompiling(run: RunView): boolean {
  return run.builds.some((build) =>
    build.steps.some((step) => step.status === "running" && /cargo .*(build|rustc)/.test(step.name)),
  );
}
