import { parseCompareQuery, toCompareInput } from "@/lib/compare/query.ts";
import { compareImagesOperation } from "@/lib/http/operations/images.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { compareImages } from "@/lib/images/compare-images.ts";

export const GET = route(compareImagesOperation, async ({ query }) => {
  const comparison = await compareImages(toCompareInput(parseCompareQuery(query)));
  return json(200, { comparison });
});
