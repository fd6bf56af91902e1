import { getWasteOperation } from "@/lib/http/operations/contents.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getWaste } from "@/lib/images/get-waste.ts";

export const GET = route(getWasteOperation, async ({ params, query }) =>
  json(200, await getWaste({ ...params, ...query })),
);
