import { hostname } from "node:os";
import { toStorableJson } from "../db/storable.ts";
import { readDiskFree } from "../disk-free.ts";
import type { EngineLink } from "./engine-link.ts";
import type { ScannerLink } from "./scans/scanner-link.ts";
import type { WorkerContext } from "./worker-context.ts";

const FORGET_AFTER_MS = 24 * 3600_000;

/** Says that this worker lives, and what it knows about its engine: all that the pages know about either. */
export async function beat(
  { id, db, env }: WorkerContext,
  link: EngineLink,
  scanner: ScannerLink,
): Promise<void> {
  const row = {
    host: hostname(),
    pid: process.pid,
    heartbeatAt: new Date(),
    engine: toStorableJson(link.status()),
    scanner: toStorableJson(scanner.status()),
    diskFreeBytes: (await readDiskFree(env.home)) ?? null,
  };
  await db.worker.upsert({ where: { id }, create: { id, ...row }, update: row });
}

/** Takes this worker's row away, so that pages know at once that it is gone. */
export async function signOff({ id, db }: WorkerContext): Promise<void> {
  await db.worker.deleteMany({ where: { id } });
}

/** Takes away the rows of workers that were last heard of a day ago. */
export async function forgetOldWorkers({ db }: WorkerContext): Promise<void> {
  const before = new Date(Date.now() - FORGET_AFTER_MS);
  await db.worker.deleteMany({ where: { heartbeatAt: { lt: before } } });
}
