import { listRunsOperation } from "@/lib/http/operations/runs.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { listRuns } from "@/lib/runs/list-runs.ts";

export const GET = route(listRunsOperation, async ({ query }) => json(200, await listRuns(query)));
