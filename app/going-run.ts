import { GOING } from "@/lib/job-status.ts";
import { getRun } from "@/lib/runs/get-run.ts";
import { listRuns } from "@/lib/runs/list-runs.ts";
import type { RunView } from "@/lib/runs/schemas.ts";

/** The newest run of a service and recipe that has not ended, with its steps. Throws as listRuns does. */
export async function goingRun(service: string, recipe: string): Promise<RunView | undefined> {
  const { runs } = await listRuns({ service, status: [...GOING], limit: 10 });
  const going = runs.find((run) => run.recipe === recipe);
  return going ? getRun({ id: going.id }) : undefined;
}
