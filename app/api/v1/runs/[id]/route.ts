import { getRunOperation } from "@/lib/http/operations/runs.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getRun } from "@/lib/runs/get-run.ts";

export const GET = route(getRunOperation, async ({ params }) => json(200, { run: await getRun(params) }));
