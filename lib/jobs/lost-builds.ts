import { Prisma } from "../db/client.ts";
import { requeueBuild } from "./end-attempt.ts";
import type { LeaseKeeper } from "./lease-keeper.ts";
import type { WorkerContext } from "./worker-context.ts";

type Lost = { id: string; attempt: number; leaseToken: string };

/**
 * Puts builds whose lease ran out into the queue again: their worker was killed, or cannot reach the database. Every
 * worker does this; the guard lets one of them through. Resolves to how many. This worker's own are left to it: it can
 * renew them when the database is back.
 */
export async function reapLostBuilds({ db, log }: WorkerContext, keeper: LeaseKeeper): Promise<number> {
  const lost = await db.$queryRaw<Lost[]>`
    SELECT "id"::text AS "id", "attempt", "leaseToken"::text AS "leaseToken" FROM "Build"
     WHERE "status" = 'running' AND "leaseExpiresAt" < now() AND NOT ("id" = ANY(${keeper.buildIds()}::uuid[]))`;
  let count = 0;
  for (const { id, attempt, leaseToken } of lost) {
    const guard = Prisma.sql`
      "status" = 'running' AND "leaseToken" = ${leaseToken}::uuid AND "leaseExpiresAt" < now()`;
    const reason = { code: "worker-lost", message: "The worker of this attempt vanished." };
    const isTaken = await requeueBuild(
      db,
      { buildId: id, attempt, guard },
      reason,
      "Its worker vanished; tries again.",
    );
    if (!isTaken) continue;
    count += 1;
    log.warn({ build: id, attempt }, "lost build found");
  }
  return count;
}
