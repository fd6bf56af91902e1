import { WAITS_FOR_ENGINE } from "../engine-link.ts";
import { justNow } from "../just-now.ts";
import { persist } from "../persist.ts";
import { enqueueProbes } from "../queue.ts";
import { requeueLostRows, sayRowsWait } from "../row-lease.ts";
import type { ProbeJobHands } from "./handle-probe.ts";
import { removeLeftContainers } from "./probe-labels.ts";

const FRESH_MS = 1500;

/** Puts probes whose worker vanished into the queue again, and gives those that wait a job, should theirs be lost. */
export async function sweepProbes({ context: { db }, link }: ProbeJobHands): Promise<void> {
  await requeueLostRows(db, "Probe");
  const waiting = await db.probe.findMany({
    where: { status: "queued", NOT: { createdAt: justNow(FRESH_MS) } },
    select: { id: true },
    orderBy: { createdAt: "asc" },
  });
  const ids = waiting.map(({ id }) => id);
  if (ids.length === 0) return;
  if (!link.current()) return sayRowsWait(db, "Probe", ids, WAITS_FOR_ENGINE);
  await enqueueProbes(db, db, ids);
}

/** Takes away what killed workers left on this worker's engine. */
export async function removeLostContainers({ context, link }: ProbeJobHands): Promise<void> {
  const linked = link.current();
  if (!linked) return;
  const removed = await persist(() => removeLeftContainers(context.db, linked.engine, new Date()));
  if (removed > 0) context.log.warn({ removed }, "containers of lost probes removed");
}
