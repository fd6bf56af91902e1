import { fromPrisma, PgBoss, type QueueOptions } from "pg-boss";
import { type Db, type DbTransaction, urlOf } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import type { QueueBell } from "./queue-bell.ts";

export const BUILD_QUEUE = "build";
export const BASES_QUEUE = "resolve-bases";
export const SCAN_QUEUE = "scan";
export const PROBE_QUEUE = "probe";
export const SCANNER_QUEUE = "refresh-scanner";

/** Where PostgreSQL tells workers, with the queue's name, that there is something for them. */
const BELL_CHANNEL = "image_diet_jobs";

/**
 * A job only says "look at this build"; the lease and token on the build's row say who may work on it. So a job that
 * pg-boss loses or gives twice does no harm, and nothing here needs pg-boss's own retries.
 */
const OPTIONS: QueueOptions & { policy: string } = {
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 86_000,
  deleteAfterSeconds: 3600,
};

/** Installs pg-boss's tables and the queues, or brings them up to date. Throws database-unavailable. */
export async function prepareQueue(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, supervise: false, schedule: false });
  boss.on("error", () => {});
  await withDatabaseErrors(() => boss.start());
  try {
    const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const name of [BUILD_QUEUE, BASES_QUEUE, SCAN_QUEUE, PROBE_QUEUE, SCANNER_QUEUE]) {
      if (existing.has(name)) continue;
      await boss.createQueue(name, OPTIONS);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

// Next loads a module again in each bundle; what sends is the process's, one for each database.
const holder = globalThis as typeof globalThis & { imageDietSenders?: Map<string, Promise<PgBoss>> };

async function startSender(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    max: 1,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => {});
  return boss.start();
}

async function sender(database: Db): Promise<PgBoss> {
  const url = urlOf(database);
  const senders = holder.imageDietSenders ?? new Map<string, Promise<PgBoss>>();
  holder.imageDietSenders = senders;
  const starting = senders.get(url) ?? startSender(url);
  senders.set(url, starting);
  try {
    return await starting;
  } catch (error) {
    senders.delete(url);
    throw error;
  }
}

async function enqueueEach(
  database: Db,
  tx: Db | DbTransaction,
  queue: string,
  ids: readonly string[],
  toJob: (id: string) => object,
): Promise<void> {
  const boss = await sender(database);
  for (const id of ids) await boss.send(queue, toJob(id), { singletonKey: id, db: fromPrisma(tx) });
  if (ids.length > 0) await ring(tx, queue);
}

async function ring(tx: Db | DbTransaction, queue: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${BELL_CHANNEL}, ${queue})`;
}

/** One job for all that is to be done. */
async function enqueueOnce(database: Db, queue: string): Promise<void> {
  const boss = await sender(database);
  await withDatabaseErrors(async () => {
    await boss.send(queue, {}, { singletonKey: "all" });
    await ring(database, queue);
  });
}

/** Rings the bell for what is enqueued from now on, where PostgreSQL can be listened to. Resolves to what ends that. */
export async function listenForJobs(boss: PgBoss, bell: QueueBell): Promise<() => Promise<void>> {
  const onRing = (queue: string) => bell.ring(queue);
  const listener = await boss
    .getDb()
    .listen?.(BELL_CHANNEL, onRing, () => bell.ringAll())
    .catch(() => undefined);
  return async () => listener?.close();
}

/** Asks a worker to look at these builds, once `tx` commits; a build whose job still waits gets no second one. */
export async function enqueueBuilds(
  database: Db,
  tx: Db | DbTransaction,
  buildIds: readonly string[],
): Promise<void> {
  await enqueueEach(database, tx, BUILD_QUEUE, buildIds, (buildId) => ({ buildId }));
}

/** Asks a worker to look at these scans, once `tx` commits; a scan whose job still waits gets no second one. */
export async function enqueueScans(
  database: Db,
  tx: Db | DbTransaction,
  scanIds: readonly string[],
): Promise<void> {
  await enqueueEach(database, tx, SCAN_QUEUE, scanIds, (scanId) => ({ scanId }));
}

/** Asks a worker to look at these probes, once `tx` commits; a probe whose job still waits gets no second one. */
export async function enqueueProbes(
  database: Db,
  tx: Db | DbTransaction,
  probeIds: readonly string[],
): Promise<void> {
  await enqueueEach(database, tx, PROBE_QUEUE, probeIds, (probeId) => ({ probeId }));
}

/** Asks a worker to look for newer vulnerability data now. */
export function enqueueScannerRefresh(database: Db): Promise<void> {
  return enqueueOnce(database, SCANNER_QUEUE);
}

/** Asks a worker to resolve all bases anew. */
export function enqueueBases(database: Db): Promise<void> {
  return enqueueOnce(database, BASES_QUEUE);
}

/** Stops what sending started in this process, so that it can end. */
export async function closeQueue(): Promise<void> {
  const senders = [...(holder.imageDietSenders?.values() ?? [])];
  delete holder.imageDietSenders;
  for (const starting of senders) {
    const boss = await starting.catch(() => undefined);
    await boss?.stop({ graceful: false });
  }
}
