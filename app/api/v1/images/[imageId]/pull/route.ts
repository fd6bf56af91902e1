import { getPullCostOperation } from "@/lib/http/operations/contents.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getPullCost } from "@/lib/images/get-pull-cost.ts";

export const GET = route(getPullCostOperation, async ({ params }) => json(200, await getPullCost(params)));
