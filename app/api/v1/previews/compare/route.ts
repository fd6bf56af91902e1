import { parseCompareQuery, toCompareInput } from "@/lib/compare/query.ts";
import { getComparisonPreviewOperation } from "@/lib/http/operations/pictures.ts";
import { route } from "@/lib/http/route.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import { toComparisonCard } from "@/lib/social/to-card.ts";
import { previewResponse } from "../preview-response.ts";

export const GET = route(getComparisonPreviewOperation, async ({ query: raw, request }) => {
  const query = parseCompareQuery(raw);
  return previewResponse(request, toComparisonCard(await compareImages(toCompareInput(query)), query));
});
