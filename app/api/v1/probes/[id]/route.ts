import { getProbeOperation } from "@/lib/http/operations/probes.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getProbe } from "@/lib/probes/get-probe.ts";

export const GET = route(getProbeOperation, async ({ params }) =>
  json(200, { probe: await getProbe(params) }),
);
