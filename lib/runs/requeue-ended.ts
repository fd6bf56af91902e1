import { type Db, type DbTransaction, Prisma } from "../db/client.ts";
import { enqueueBuilds } from "../jobs/queue.ts";
import { changeBuild, INTO_QUEUE } from "./change-build.ts";

/** Puts a failed or cancelled build into the queue again; false where it is in another state. */
export async function requeueEnded(database: Db, tx: DbTransaction, buildId: string): Promise<boolean> {
  const changed = await changeBuild(tx, buildId, {
    guard: Prisma.sql`"status" IN ('failed', 'cancelled')`,
    status: "queued",
    set: [...INTO_QUEUE, Prisma.sql`"cancelRequestedAt" = NULL`, Prisma.sql`"waitingFor" = NULL`],
  });
  if (changed) await enqueueBuilds(database, tx, [buildId]);
  return changed !== undefined;
}
