import type { DbTransaction } from "../db/client.ts";
import { rollUp } from "./roll-up.ts";

/** Brings a run's row in line with its builds. Call it last in the transaction that changed one of them. */
export async function rollUpRun(tx: DbTransaction, runId: string): Promise<void> {
  // Two builds that end at once: the second waits here, and then reads what the first wrote.
  await tx.$queryRaw`SELECT 1 FROM "Run" WHERE "id" = ${runId}::uuid FOR UPDATE`;
  const builds = await tx.build.findMany({
    where: { runId },
    select: { status: true, startedAt: true, finishedAt: true },
  });
  const status = rollUp(builds.map((build) => build.status));
  const starts = builds.flatMap((build) => build.startedAt?.getTime() ?? []);
  const ends = builds.flatMap((build) => build.finishedAt?.getTime() ?? []);
  const hasEnded = status !== "queued" && status !== "running";
  await tx.run.update({
    where: { id: runId },
    data: {
      status,
      startedAt: starts.length > 0 ? new Date(Math.min(...starts)) : null,
      finishedAt: hasEnded && ends.length > 0 ? new Date(Math.max(...ends)) : null,
    },
  });
}
