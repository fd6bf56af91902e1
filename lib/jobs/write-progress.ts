import { type Db, type DbTransaction, Prisma } from "../db/client.ts";
import { AppError } from "../errors.ts";
import type { Lease } from "./lease.ts";
import type { ProgressEvent, StepEvent } from "./progress-batch.ts";

export type Written = { nextSeq: number; nextLine: number };

/**
 * Writes a batch of events, its steps and the build's counters in one transaction, if the lease is still ours and
 * `at.nextSeq` is where the build stands. A batch that is there already (the answer to its commit got lost) is not
 * written again. Resolves to where the build stands then. Throws cancelled where the lease is lost.
 */
export async function writeProgress(
  db: Db,
  lease: Lease,
  at: Written,
  events: readonly ProgressEvent[],
): Promise<Written> {
  const lineCount = events.reduce((sum, event) => sum + (event.kind === "log" ? event.lines.length : 0), 0);
  const next = { nextSeq: at.nextSeq + events.length, nextLine: at.nextLine + lineCount };
  const isWritten = await db.$transaction(async (tx) => {
    const counted = await tx.$executeRaw`
      UPDATE "Build" SET "nextSeq" = ${next.nextSeq}, "lineCount" = ${next.nextLine - 1}
       WHERE "id" = ${lease.buildId}::uuid AND ${lease.guard()} AND "nextSeq" = ${at.nextSeq}`;
    if (counted === 0) return false;
    await insertEvents(tx, lease, at, events);
    await upsertSteps(tx, lease, events);
    return true;
  });
  if (!isWritten && !(await isThereAlready(db, lease, next.nextSeq))) {
    throw new AppError("cancelled", "Another worker has taken this build.");
  }
  return next;
}

async function isThereAlready(db: Db, lease: Lease, nextSeq: number): Promise<boolean> {
  const row = await db.build.findFirst({
    where: { id: lease.buildId, leaseToken: lease.token, nextSeq },
    select: { id: true },
  });
  return row !== null;
}

async function insertEvents(
  tx: DbTransaction,
  { buildId, attempt }: Lease,
  at: Written,
  events: readonly ProgressEvent[],
): Promise<void> {
  let firstLine = at.nextLine;
  await tx.buildEvent.createMany({
    data: events.map((event, index) => {
      const row = { buildId, seq: at.nextSeq + index, attempt, kind: event.kind };
      if (event.kind === "step") return { ...row, data: event.step };
      const { step, lines } = event;
      const log = { ...row, data: { step, lines }, firstLine, lineCount: lines.length };
      firstLine += lines.length;
      return log;
    }),
  });
}

async function upsertSteps(tx: DbTransaction, lease: Lease, events: readonly ProgressEvent[]): Promise<void> {
  // The last word about each step; one statement may not touch a row twice.
  const last = new Map<number, StepEvent>();
  for (const event of events) if (event.kind === "step") last.set(event.step.index, event);
  if (last.size === 0) return;
  const rows = [...last.values()].map(
    ({ digest, step }) => Prisma.sql`(
      ${lease.buildId}::uuid, ${lease.attempt}, ${step.index}, ${digest}, ${step.name},
      ${step.status}::"StepStatus", ${step.startedAt ?? null}::timestamptz, ${step.finishedAt ?? null}::timestamptz,
      ${step.error ?? null}::text)`,
  );
  await tx.$executeRaw`
    INSERT INTO "Step" ("buildId", "attempt", "index", "digest", "name", "status", "startedAt", "finishedAt", "error")
    VALUES ${Prisma.join(rows)}
    ON CONFLICT ("buildId", "attempt", "index") DO UPDATE SET
      "name" = excluded."name", "status" = excluded."status", "startedAt" = excluded."startedAt",
      "finishedAt" = excluded."finishedAt", "error" = excluded."error"`;
}
