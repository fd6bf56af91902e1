import { diffScansOperation } from "@/lib/http/operations/scans.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { diffStoredScans } from "@/lib/scans/diff-stored-scans.ts";

export const GET = route(diffScansOperation, async ({ query }) => json(200, await diffStoredScans(query)));
