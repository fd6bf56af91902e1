import { listRunsOperation, startRunOperation } from "@/lib/http/operations/runs.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { listRuns } from "@/lib/runs/list-runs.ts";
import { startRun } from "@/lib/runs/start-run.ts";

export const GET = route(listRunsOperation, async ({ query }) => json(200, await listRuns(query)));

export const POST = route(startRunOperation, async ({ body }) => {
  const { run, joined } = await startRun(body);
  return json(joined ? 200 : 202, { run });
});
