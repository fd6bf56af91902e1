import { type DbTransaction, Prisma } from "../db/client.ts";
import type { JobStatus } from "../job-status.ts";
import { rollUpRun } from "./roll-up-run.ts";
import type { BuildErrorView } from "./schemas.ts";

export type BuildChange = {
  /** Beside the build's id: the state, and the lease where there is one, that it must have for this to happen. */
  guard: Prisma.Sql;
  status: JobStatus;
  /** What else changes, as `"column" = value` parts. */
  set: readonly Prisma.Sql[];
  error?: BuildErrorView;
};

export type ChangedBuild = {
  runId: string;
  attempt: number;
  /** The event's sequence number. */
  seq: number;
  lineCount: number;
};

/**
 * The one way in which a build changes its state: one guarded statement that writes the state and its event together,
 * then the run's. Undefined, and nothing is written, where the guard does not hold (somebody else was first).
 */
export async function changeBuild(
  tx: DbTransaction,
  buildId: string,
  change: BuildChange,
): Promise<ChangedBuild | undefined> {
  const { guard, status, set, error } = change;
  const data = JSON.stringify(error ? { status, error } : { status });
  const assignments = Prisma.join([
    Prisma.sql`"status" = ${status}::"BuildStatus"`,
    Prisma.sql`"nextSeq" = "nextSeq" + 1`,
    ...set,
  ]);
  const [changed] = await tx.$queryRaw<ChangedBuild[]>`
    WITH changed AS (
      UPDATE "Build" SET ${assignments} WHERE "id" = ${buildId}::uuid AND ${guard}
      RETURNING "id", "runId", "attempt", "nextSeq" - 1 AS "seq", "lineCount"
    ), event AS (
      INSERT INTO "BuildEvent" ("buildId", "seq", "attempt", "kind", "data")
      SELECT "id", "seq", "attempt", 'status', ${data}::jsonb FROM changed
    )
    SELECT "runId"::text AS "runId", "attempt", "seq", "lineCount" FROM changed`;
  if (changed) await rollUpRun(tx, changed.runId);
  return changed;
}

/** Parts of `set` for a build that is put into the queue (again). */
export const INTO_QUEUE: readonly Prisma.Sql[] = [
  Prisma.sql`"queuedAt" = now()`,
  Prisma.sql`"leaseToken" = NULL`,
  Prisma.sql`"leaseExpiresAt" = NULL`,
  Prisma.sql`"workerId" = NULL`,
  Prisma.sql`"startedAt" = NULL`,
  Prisma.sql`"finishedAt" = NULL`,
  Prisma.sql`"imageId" = NULL`,
  Prisma.sql`"error" = NULL`,
];

/** Parts of `set` for a build that has come to its end. */
export const AT_END: readonly Prisma.Sql[] = [
  Prisma.sql`"finishedAt" = now()`,
  Prisma.sql`"leaseToken" = NULL`,
  Prisma.sql`"leaseExpiresAt" = NULL`,
  Prisma.sql`"waitingFor" = NULL`,
];
