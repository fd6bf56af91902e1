import { type DbTransaction, Prisma } from "../db/client.ts";
import { AT_END, changeBuild } from "./change-build.ts";

/**
 * Cancels a build that waits at once, and asks the worker of one that runs. False where it had ended. Asking twice is
 * the same as once.
 */
export async function requestCancel(tx: DbTransaction, buildId: string): Promise<boolean> {
  const cancelled = await changeBuild(tx, buildId, {
    guard: Prisma.sql`"status" = 'queued'`,
    status: "cancelled",
    set: [...AT_END, Prisma.sql`"cancelRequestedAt" = now()`],
  });
  if (cancelled) return true;
  const asked = await tx.$executeRaw`
    UPDATE "Build" SET "cancelRequestedAt" = coalesce("cancelRequestedAt", now())
     WHERE "id" = ${buildId}::uuid AND "status" = 'running'`;
  return asked > 0;
}
