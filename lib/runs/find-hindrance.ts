import { joinSentences } from "../format.ts";
import type { JobStatus } from "../job-status.ts";
import { readEngine } from "../status/read-engine.ts";
import { isWorkerAlive } from "../status/worker-alive.ts";

export type HeardWorker = { id: string; heartbeatAt: Date; engine: unknown };

/**
 * Why a build does not get on, in one line, where nobody could have written it to the build: its worker is gone, or its
 * engine does not answer. Undefined where workers say nothing of the kind.
 */
export function findHindrance(
  build: { status: JobStatus; workerId: string | null },
  workers: readonly HeardWorker[],
  now: Date = new Date(),
): string | undefined {
  const alive = workers.filter(({ heartbeatAt }) => isWorkerAlive(heartbeatAt, now));
  if (build.status === "queued")
    return alive.length > 0 ? undefined : "Waits for a worker; none is running. Start it with npm start.";
  if (build.status !== "running" || build.workerId === null) return undefined;
  const worker = alive.find(({ id }) => id === build.workerId);
  if (!worker) {
    return alive.length > 0
      ? "Its worker does not answer; another takes it over."
      : "Its worker does not answer. Start one with npm start: it takes this over.";
  }
  const { available, reason, cure } = readEngine(worker);
  return available ? undefined : joinSentences(reason, cure);
}
