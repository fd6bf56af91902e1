import { listNewestProbesOperation, startProbeOperation } from "@/lib/http/operations/probes.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { listNewestProbes } from "@/lib/probes/list-newest-probes.ts";
import { startProbe } from "@/lib/probes/start-probe.ts";

export const GET = route(listNewestProbesOperation, async ({ query }) =>
  json(200, { probes: await listNewestProbes(query) }),
);

export const POST = route(startProbeOperation, async ({ body }) => {
  const { probe, joined } = await startProbe(body);
  return json(joined ? 200 : 202, { probe });
});
