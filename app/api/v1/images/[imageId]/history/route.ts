import { getHistoryOperation } from "@/lib/http/operations/contents.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getHistory } from "@/lib/images/get-history.ts";

export const GET = route(getHistoryOperation, async ({ params }) => json(200, await getHistory(params)));
