import { getTrendsOperation } from "@/lib/http/operations/trends.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getTrends } from "@/lib/trends/get-trends.ts";

export const GET = route(getTrendsOperation, async ({ params, query }) =>
  json(200, { trends: await getTrends({ ...params, ...query }) }),
);
