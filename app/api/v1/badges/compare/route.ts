import { toComparisonBadge } from "@/lib/badges/to-badge.ts";
import { parseCompareQuery, toCompareInput } from "@/lib/compare/query.ts";
import { getComparisonBadgeOperation } from "@/lib/http/operations/pictures.ts";
import { route } from "@/lib/http/route.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import { badgeResponse } from "../badge-response.ts";

export const GET = route(getComparisonBadgeOperation, async ({ query: raw, request }) => {
  const query = parseCompareQuery(raw);
  return badgeResponse(request, toComparisonBadge(await compareImages(toCompareInput(query)), query));
});
