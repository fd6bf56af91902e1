import { listScansOperation, startScanOperation } from "@/lib/http/operations/scans.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { listScans } from "@/lib/scans/get-scan.ts";
import { startScan } from "@/lib/scans/start-scan.ts";

export const GET = route(listScansOperation, async ({ params, query }) =>
  json(200, { scans: await listScans({ ...params, ...query }) }),
);

export const POST = route(startScanOperation, async ({ params }) => {
  const { scan, joined } = await startScan(params);
  return json(joined ? 200 : 202, { scan });
});
