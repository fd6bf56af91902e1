import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Db, type DbTransaction, Prisma } from "../db/client.ts";
import { type LeasedTable, toTableName } from "../db/leased-table.ts";
import { toStorableText } from "../db/storable.ts";
import type { AppError } from "../errors.ts";
import type { EngineLink } from "./engine-link.ts";
import { persist } from "./persist.ts";

const LEASE_SECONDS = 20;
const RENEW_EVERY_MS = 700;

export type RowStopReason = "cancelled" | "lease-lost" | "worker-stops";

/** The right to work on one scan or probe. Everything that is written about it names the token. */
export class RowLease {
  readonly table: LeasedTable;
  readonly id: string;
  readonly token: string;
  readonly #stop = new AbortController();
  #reason: RowStopReason | undefined;

  constructor(table: LeasedTable, id: string, token: string) {
    this.table = table;
    this.id = id;
    this.token = token;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get stopReason(): RowStopReason | undefined {
    return this.#reason;
  }

  stop(reason: RowStopReason): void {
    this.#reason ??= reason;
    this.#stop.abort();
  }
}

/** Takes a queued row; undefined where somebody else was first. A commit whose answer got lost is recognised by its token. */
export async function claimRow(
  db: Db,
  table: LeasedTable,
  id: string,
  workerId: string,
): Promise<RowLease | undefined> {
  const token = randomUUID();
  const taken = await persist(
    () => db.$executeRaw`
      UPDATE ${toTableName(table)} SET "status" = 'running', "leaseToken" = ${token}::uuid, "workerId" = ${workerId}::uuid,
             "leaseExpiresAt" = now() + make_interval(secs => ${LEASE_SECONDS}), "waitingFor" = NULL,
             "attempt" = CASE WHEN "leaseToken" = ${token}::uuid THEN "attempt" ELSE "attempt" + 1 END,
             "startedAt" = now(), "error" = NULL
       WHERE "id" = ${id}::uuid AND ("status" = 'queued' OR "leaseToken" = ${token}::uuid)`,
  );
  return taken > 0 ? new RowLease(table, id, token) : undefined;
}

/** Holds a lease while `work` goes on: puts its end off, and stops the work when it is cancelled, lost or not wanted. */
export async function holdRow<T>(
  db: Db,
  lease: RowLease,
  stop: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const onStop = () => lease.stop("worker-stops");
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();
  const renewing = renew(db, lease, done.signal);
  try {
    return await work();
  } finally {
    done.abort();
    stop.removeEventListener("abort", onStop);
    await renewing;
  }
}

async function renew(db: Db, lease: RowLease, done: AbortSignal): Promise<void> {
  while (!done.aborted && !lease.signal.aborted) {
    await sleep(RENEW_EVERY_MS, undefined, { signal: done }).catch(() => {});
    if (done.aborted) return;
    const rows = await db.$queryRaw<{ isCancelled: boolean }[]>`
        UPDATE ${toTableName(lease.table)} SET "leaseExpiresAt" = now() + make_interval(secs => ${LEASE_SECONDS})
         WHERE "id" = ${lease.id}::uuid AND ${isOurs(lease)}
        RETURNING "cancelRequestedAt" IS NOT NULL AS "isCancelled"`
      // A database that is away is no reason to let go: the lease may still be ours when it is back.
      .catch(() => undefined);
    if (rows?.length === 0) lease.stop("lease-lost");
    if (rows?.[0]?.isCancelled) lease.stop("cancelled");
  }
}

/** What must hold for a write about this row to count. */
function isOurs(lease: RowLease): Prisma.Sql {
  return Prisma.sql`"status" = 'running' AND "leaseToken" = ${lease.token}::uuid`;
}

/** Changes a row that is ours and lets go of it; false, and nothing is written, where it is not any more. */
export async function releaseRow(
  tx: Db | DbTransaction,
  lease: RowLease,
  set: readonly Prisma.Sql[],
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE ${toTableName(lease.table)} SET "leaseToken" = NULL, "leaseExpiresAt" = NULL, ${Prisma.join([...set])}
     WHERE "id" = ${lease.id}::uuid AND ${isOurs(lease)}`;
  return changed > 0;
}

type Ending = {
  /** Gives a row that waits again its job. */
  enqueue: (db: Db, tx: DbTransaction, ids: readonly string[]) => Promise<void>;
  /** What else is written where it has failed or was cancelled. */
  also: readonly Prisma.Sql[];
};

/**
 * Ends a row whose work did not succeed: it waits again where the worker stops or the engine went away, and has failed
 * or was cancelled otherwise. Nothing is written where the lease was lost.
 */
export async function endRow(
  db: Db,
  link: EngineLink,
  { lease, failure }: { lease: RowLease; failure: AppError },
  { enqueue, also }: Ending,
): Promise<void> {
  if (lease.stopReason === "lease-lost") return;
  const isEngineAway = failure.code === "engine-unavailable";
  if (isEngineAway) link.reportLost(failure.message);
  if (lease.stopReason === "worker-stops" || isEngineAway) {
    const waitingFor = isEngineAway
      ? `Waits for the Docker Engine: ${failure.message}`
      : "Waits for a worker.";
    const set = [Prisma.sql`"status" = 'queued'`, Prisma.sql`"waitingFor" = ${toStorableText(waitingFor)}`];
    await persist(() =>
      db.$transaction(async (tx) => {
        if (await releaseRow(tx, lease, set)) await enqueue(db, tx, [lease.id]);
      }),
    );
    return;
  }
  const isCancelled = lease.stopReason === "cancelled";
  const error = isCancelled
    ? null
    : JSON.stringify({ code: failure.code, message: toStorableText(failure.message) });
  await persist(() =>
    releaseRow(db, lease, [
      Prisma.sql`"status" = ${isCancelled ? "cancelled" : "failed"}::"BuildStatus"`,
      Prisma.sql`"finishedAt" = now()`,
      Prisma.sql`"error" = ${error}::jsonb`,
      ...also,
    ]),
  );
}

/** How often something is tried whose worker vanishes each time. */
const MAX_ATTEMPTS = 3;

/** Puts what a vanished worker held into the queue again; after the last attempt it fails with worker-lost. */
export async function requeueLostRows(db: Db, table: LeasedTable): Promise<void> {
  const message = `The worker of this ${table.toLowerCase()} vanished ${MAX_ATTEMPTS} times, most often because the machine ran out of memory.`;
  const error = JSON.stringify({ code: "worker-lost", message });
  await db.$executeRaw`
    UPDATE ${toTableName(table)} SET "leaseToken" = NULL, "leaseExpiresAt" = NULL,
           "status" = CASE WHEN "cancelRequestedAt" IS NOT NULL THEN 'cancelled'
                           WHEN "attempt" >= ${MAX_ATTEMPTS} THEN 'failed' ELSE 'queued' END::"BuildStatus",
           "finishedAt" = CASE WHEN "cancelRequestedAt" IS NOT NULL OR "attempt" >= ${MAX_ATTEMPTS} THEN now() END,
           "waitingFor" = CASE WHEN "cancelRequestedAt" IS NULL AND "attempt" < ${MAX_ATTEMPTS}
                               THEN 'Its worker vanished; tries again.' END,
           "error" = CASE WHEN "cancelRequestedAt" IS NULL AND "attempt" >= ${MAX_ATTEMPTS} THEN ${error}::jsonb END
     WHERE "status" = 'running' AND "leaseExpiresAt" < now()`;
}

/** Writes what queued rows wait for, where that is new. */
export async function sayRowsWait(db: Db, table: LeasedTable, ids: string[], line: string): Promise<void> {
  const text = toStorableText(line);
  await db.$executeRaw`
    UPDATE ${toTableName(table)} SET "waitingFor" = ${text}
     WHERE "id" = ANY(${ids}::uuid[]) AND "status" = 'queued' AND "waitingFor" IS DISTINCT FROM ${text}`;
}
