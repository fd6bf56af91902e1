import { cancelRunOperation } from "@/lib/http/operations/runs.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { cancelRun } from "@/lib/runs/cancel-run.ts";

export const POST = route(cancelRunOperation, async ({ params }) =>
  json(202, { run: await cancelRun(params) }),
);
