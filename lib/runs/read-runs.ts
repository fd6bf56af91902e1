import type { Db } from "../db/client.ts";
import { isGoing } from "../job-status.ts";
import { findHindrance, type HeardWorker } from "./find-hindrance.ts";
import { readBuildHistory } from "./read-build-history.ts";
import type { RunView } from "./schemas.ts";
import { type BuildRow, type RunRow, type StepRow, toBuildView, toRunView } from "./to-run-view.ts";

type Rows = RunRow & { builds: BuildRow[] };

/** What a run's row is read with. */
export const RUN_INCLUDE = {
  service: true,
  builds: { include: { attempts: { orderBy: { number: "asc" } }, image: true } },
} as const;

async function readSteps(database: Db, rows: readonly Rows[]): Promise<Map<string, StepRow[]>> {
  const current = rows.flatMap((run) => run.builds).filter((build) => build.attempt > 0);
  if (current.length === 0) return new Map();
  const steps = await database.step.findMany({
    where: { OR: current.map((build) => ({ buildId: build.id, attempt: build.attempt })) },
    orderBy: [{ buildId: "asc" }, { index: "asc" }],
  });
  return Map.groupBy(steps, (step) => step.buildId);
}

async function readWorkers(database: Db, rows: readonly Rows[]): Promise<HeardWorker[]> {
  if (!rows.some((run) => run.builds.some(isGoing))) return [];
  return database.worker.findMany({ select: { id: true, heartbeatAt: true, engine: true } });
}

/**
 * Runs as pages and the API show them, in the order given. `withSteps` false leaves each build's `steps` empty (their
 * count of cached ones is there all the same), for lists.
 */
export async function toRunViews(
  database: Db,
  rows: readonly Rows[],
  withSteps: boolean,
): Promise<RunView[]> {
  const ids = rows.map((row) => row.id);
  const [steps, history, workers] = await Promise.all([
    readSteps(database, rows),
    readBuildHistory(database, ids),
    readWorkers(database, rows),
  ]);
  return rows.map((row) =>
    toRunView(
      row,
      row.builds.map((build) => {
        const own = steps.get(build.id) ?? [];
        return toBuildView(build, {
          steps: withSteps ? own : [],
          cachedSteps: own.filter((step) => step.status === "cached").length,
          history: history.get(build.id),
          hindrance: findHindrance(build, workers),
        });
      }),
    ),
  );
}
