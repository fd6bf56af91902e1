import { startAllScansOperation } from "@/lib/http/operations/scans.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { startAllScans } from "@/lib/scans/start-scan.ts";

export const POST = route(startAllScansOperation, async ({ body }) => json(202, await startAllScans(body)));
