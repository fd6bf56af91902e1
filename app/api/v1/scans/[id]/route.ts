import { getScanOperation } from "@/lib/http/operations/scans.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getScan } from "@/lib/scans/get-scan.ts";

export const GET = route(getScanOperation, async ({ params }) => json(200, { scan: await getScan(params) }));
