import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Db, type DbTransaction, Prisma } from "../../db/client.ts";
import { persist } from "../persist.ts";

const LEASE_SECONDS = 20;
const RENEW_EVERY_MS = 700;

export type ScanStopReason = "cancelled" | "lease-lost" | "worker-stops";

/** The right to work on one scan. Everything that is written about it names the token. */
export class ScanLease {
  readonly scanId: string;
  readonly token: string;
  readonly #stop = new AbortController();
  #reason: ScanStopReason | undefined;

  constructor(scanId: string, token: string) {
    this.scanId = scanId;
    this.token = token;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get stopReason(): ScanStopReason | undefined {
    return this.#reason;
  }

  stop(reason: ScanStopReason): void {
    this.#reason ??= reason;
    this.#stop.abort();
  }
}

/** Takes a queued scan; undefined where somebody else was first. A commit whose answer got lost is recognised by its token. */
export async function claimScan(db: Db, scanId: string, workerId: string): Promise<ScanLease | undefined> {
  const token = randomUUID();
  const taken = await persist(
    () => db.$executeRaw`
      UPDATE "Scan" SET "status" = 'running', "leaseToken" = ${token}::uuid, "workerId" = ${workerId}::uuid,
             "leaseExpiresAt" = now() + make_interval(secs => ${LEASE_SECONDS}), "waitingFor" = NULL,
             "attempt" = CASE WHEN "leaseToken" = ${token}::uuid THEN "attempt" ELSE "attempt" + 1 END,
             "startedAt" = now(), "error" = NULL
       WHERE "id" = ${scanId}::uuid AND ("status" = 'queued' OR "leaseToken" = ${token}::uuid)`,
  );
  return taken > 0 ? new ScanLease(scanId, token) : undefined;
}

/** Holds a lease while `work` goes on: puts its end off, and stops the work when it is cancelled, lost or not wanted. */
export async function holdScan<T>(
  db: Db,
  lease: ScanLease,
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

async function renew(db: Db, lease: ScanLease, done: AbortSignal): Promise<void> {
  while (!done.aborted && !lease.signal.aborted) {
    await sleep(RENEW_EVERY_MS, undefined, { signal: done }).catch(() => {});
    if (done.aborted) return;
    const rows = await db.$queryRaw<{ isCancelled: boolean }[]>`
        UPDATE "Scan" SET "leaseExpiresAt" = now() + make_interval(secs => ${LEASE_SECONDS})
         WHERE "id" = ${lease.scanId}::uuid AND ${isOurs(lease)}
        RETURNING "cancelRequestedAt" IS NOT NULL AS "isCancelled"`
      // A database that is away is no reason to let go: the lease may still be ours when it is back.
      .catch(() => undefined);
    if (rows?.length === 0) lease.stop("lease-lost");
    if (rows?.[0]?.isCancelled) lease.stop("cancelled");
  }
}

/** What must hold for a write about this scan to count. */
function isOurs(lease: ScanLease): Prisma.Sql {
  return Prisma.sql`"status" = 'running' AND "leaseToken" = ${lease.token}::uuid`;
}

/** Changes a scan that is ours; false, and nothing is written, where it is not any more. */
export async function changeOwnScan(
  tx: Db | DbTransaction,
  lease: ScanLease,
  set: readonly Prisma.Sql[],
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE "Scan" SET "leaseToken" = NULL, "leaseExpiresAt" = NULL, ${Prisma.join([...set])}
     WHERE "id" = ${lease.scanId}::uuid AND ${isOurs(lease)}`;
  return changed > 0;
}
