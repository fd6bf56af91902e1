import { cancelProbeOperation } from "@/lib/http/operations/probes.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { cancelProbe } from "@/lib/probes/cancel-probe.ts";

export const POST = route(cancelProbeOperation, async ({ params }) =>
  json(202, { probe: await cancelProbe(params) }),
);
