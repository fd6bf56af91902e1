import { listProbesOperation } from "@/lib/http/operations/probes.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { listProbes } from "@/lib/probes/get-probe.ts";

export const GET = route(listProbesOperation, async ({ params, query }) =>
  json(200, { probes: await listProbes({ ...params, ...query }) }),
);
