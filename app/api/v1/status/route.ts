import { getStatusOperation } from "@/lib/http/operations/catalogue.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getStatus } from "@/lib/status/get-status.ts";

export const GET = route(getStatusOperation, async () => json(200, await getStatus()));
