import { cancelScanOperation } from "@/lib/http/operations/scans.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { cancelScan } from "@/lib/scans/cancel-scan.ts";

export const POST = route(cancelScanOperation, async ({ params }) =>
  json(202, { scan: await cancelScan(params) }),
);
