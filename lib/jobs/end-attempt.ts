import { type Db, type DbTransaction, Prisma } from "../db/client.ts";
import { toStorableJson } from "../db/storable.ts";
import type { JobStatus } from "../job-status.ts";
import { AT_END, type BuildChange, changeBuild, INTO_QUEUE } from "../runs/change-build.ts";
import type { BuildErrorView } from "../runs/schemas.ts";
import type { Lease } from "./lease.ts";
import { persist } from "./persist.ts";
import { enqueueBuilds } from "./queue.ts";

/** An attempt that fails through no fault of the build is followed by another, up to so many. */
const MAX_ATTEMPTS = 5;

/** Reasons that count against that: a build that takes its worker or engine down must not do so for ever. */
const COUNTED = ["worker-lost", "engine-unavailable"];

export type Ending =
  | { status: "succeeded"; imageId: string; store: (tx: DbTransaction) => Promise<void> }
  | { status: "failed"; error: BuildErrorView }
  | { status: "cancelled" };

/** The attempt that is to be ended: by its lease's holder, or by whoever found that the lease ran out. */
export type OpenAttempt = Pick<Lease, "buildId" | "attempt"> & { guard: Prisma.Sql };

/** The attempt of a lease that this worker holds. */
export function toOpenAttempt(lease: Lease): OpenAttempt {
  return { buildId: lease.buildId, attempt: lease.attempt, guard: lease.guard() };
}

class StaleLease extends Error {}

/** True, or false where the lease was not ours: then everything that the transaction had written is taken back. */
async function unlessStale(write: () => Promise<void>): Promise<boolean> {
  try {
    await persist(write);
    return true;
  } catch (error) {
    if (error instanceof StaleLease) return false;
    throw error;
  }
}

/** Ends a build with its attempt. False where the lease was not ours any more: then nothing is written. */
export function endBuild(db: Db, attempt: OpenAttempt, ending: Ending): Promise<boolean> {
  const { status } = ending;
  const error = ending.status === "failed" ? ending.error : undefined;
  return unlessStale(() =>
    db.$transaction(async (tx) => {
      if (ending.status === "succeeded") await ending.store(tx);
      const set = [
        ...AT_END,
        Prisma.sql`"imageId" = ${ending.status === "succeeded" ? ending.imageId : null}`,
      ];
      set.push(Prisma.sql`"error" = ${error ? JSON.stringify(toStorableJson(error)) : null}::jsonb`);
      await change(tx, attempt, { status, set, error }, status);
    }),
  );
}

/**
 * Puts a build whose attempt ended through no fault of its own into the queue again, with the reason kept in the
 * attempt; ends it where it was cancelled meanwhile or this has happened too often. False as for endBuild.
 */
export function requeueBuild(
  db: Db,
  attempt: OpenAttempt,
  reason: BuildErrorView,
  waitingFor: string,
): Promise<boolean> {
  return unlessStale(() =>
    db.$transaction(async (tx) => {
      const build = await tx.build.findUnique({
        where: { id: attempt.buildId },
        select: { cancelRequestedAt: true },
      });
      if (build?.cancelRequestedAt) {
        await change(tx, attempt, { status: "cancelled", set: AT_END, error: undefined }, "cancelled");
      } else if (
        reason.code !== "worker-stopped" &&
        (await countLosses(tx, attempt.buildId)) + 1 >= MAX_ATTEMPTS
      ) {
        const error = { ...reason, message: `${reason.message} It was tried ${MAX_ATTEMPTS} times.` };
        const set = [...AT_END, Prisma.sql`"error" = ${JSON.stringify(toStorableJson(error))}::jsonb`];
        await change(tx, attempt, { status: "failed", set, error }, "failed");
      } else {
        const set = [...INTO_QUEUE, Prisma.sql`"waitingFor" = ${waitingFor}`];
        await change(tx, attempt, { status: "queued", set, error: undefined }, "failed", reason);
        await enqueueBuilds(db, tx, [attempt.buildId]);
      }
    }),
  );
}

async function countLosses(tx: DbTransaction, buildId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Attempt"
     WHERE "buildId" = ${buildId}::uuid AND "error"->>'code' IN (${Prisma.join(COUNTED)})`;
  return row?.count ?? 0;
}

type Step = { status: JobStatus; set: readonly Prisma.Sql[]; error: BuildErrorView | undefined };

async function change(
  tx: DbTransaction,
  { buildId, attempt, guard }: OpenAttempt,
  { status, set, error }: Step,
  attemptStatus: JobStatus,
  attemptError: BuildErrorView | undefined = error,
): Promise<void> {
  const buildChange: BuildChange = { guard, status, set, ...(error ? { error } : {}) };
  if (!(await changeBuild(tx, buildId, buildChange))) throw new StaleLease();
  await tx.attempt.update({
    where: { buildId_number: { buildId, number: attempt } },
    data: {
      status: attemptStatus,
      finishedAt: new Date(),
      ...(attemptError ? { error: toStorableJson(attemptError) } : {}),
    },
  });
  // Steps whose end nobody saw do not run any more.
  await tx.step.updateMany({
    where: { buildId, attempt, status: "running" },
    data: { status: "cancelled", finishedAt: new Date() },
  });
}
