import { randomUUID } from "node:crypto";
import { type Db, Prisma } from "../db/client.ts";
import { type ChangedBuild, changeBuild } from "../runs/change-build.ts";
import { persist } from "./persist.ts";

/** A lease runs out this long after it was last renewed; the build then belongs to whoever takes it. */
export const LEASE_SECONDS = 15;

/** Why work on a build stops before its end. */
export type StopReason = "cancelled" | "lease-lost" | "worker-stops" | "write-failed";

/** The right to work on one attempt of a build. Everything that is written about it names the token. */
export class Lease {
  readonly buildId: string;
  readonly token: string;
  readonly attempt: number;
  readonly runId: string;
  /** The sequence number of the attempt's first event after its start. */
  readonly firstSeq: number;
  /** The number of the attempt's first log line; lines are counted over all attempts. */
  readonly firstLine: number;
  readonly #stop = new AbortController();
  #reason: StopReason | undefined;

  constructor(buildId: string, token: string, claimed: ChangedBuild) {
    this.buildId = buildId;
    this.token = token;
    this.attempt = claimed.attempt;
    this.runId = claimed.runId;
    this.firstSeq = claimed.seq + 1;
    this.firstLine = claimed.lineCount + 1;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get stopReason(): StopReason | undefined {
    return this.#reason;
  }

  /** Stops the work; the first reason counts. */
  stop(reason: StopReason): void {
    this.#reason ??= reason;
    this.#stop.abort();
  }

  /** What must hold for a write about this attempt to count. */
  guard(): Prisma.Sql {
    return Prisma.sql`"status" = 'running' AND "leaseToken" = ${this.token}::uuid`;
  }
}

/**
 * Takes a queued build and opens its next attempt. Undefined where it is not queued (any more). A commit whose answer
 * got lost is recognised by its token.
 */
export async function claimBuild(db: Db, buildId: string, workerId: string): Promise<Lease | undefined> {
  const token = randomUUID();
  const taken = await persist(async () => {
    const changed = await db.$transaction(async (tx) => {
      const claimed = await changeBuild(tx, buildId, {
        guard: Prisma.sql`"status" = 'queued'`,
        status: "running",
        set: [
          Prisma.sql`"attempt" = "attempt" + 1`,
          Prisma.sql`"leaseToken" = ${token}::uuid`,
          Prisma.sql`"leaseExpiresAt" = now() + make_interval(secs => ${LEASE_SECONDS})`,
          Prisma.sql`"workerId" = ${workerId}::uuid`,
          Prisma.sql`"startedAt" = now()`,
          Prisma.sql`"waitingFor" = NULL`,
        ],
      });
      if (claimed) {
        await tx.attempt.create({ data: { buildId, number: claimed.attempt, status: "running", workerId } });
      }
      return claimed;
    });
    return changed ?? (await findClaimed(db, buildId, token));
  });
  return taken && new Lease(buildId, token, taken);
}

async function findClaimed(db: Db, buildId: string, leaseToken: string): Promise<ChangedBuild | undefined> {
  const row = await db.build.findFirst({
    where: { id: buildId, leaseToken },
    select: { runId: true, attempt: true, nextSeq: true, lineCount: true },
  });
  if (!row) return undefined;
  const { nextSeq, ...rest } = row;
  return { ...rest, seq: nextSeq - 1 };
}

/** Puts a lease's end off. False where it is not ours any more. */
export async function renewLease(db: Db, lease: Lease): Promise<boolean> {
  const renewed = await db.$executeRaw`
    UPDATE "Build" SET "leaseExpiresAt" = now() + make_interval(secs => ${LEASE_SECONDS})
     WHERE "id" = ${lease.buildId}::uuid AND ${lease.guard()}`;
  return renewed > 0;
}
