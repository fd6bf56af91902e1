import { toVariantBadge } from "@/lib/badges/to-badge.ts";
import { getVariantBadgeOperation } from "@/lib/http/operations/pictures.ts";
import { route } from "@/lib/http/route.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import { badgeResponse } from "../../../badge-response.ts";

export const GET = route(getVariantBadgeOperation, async ({ params, query, request }) => {
  const { service, variant } = params;
  const { show, recipe, size: measure, unit } = query;
  const { columns } = await compareImages({ service, variants: [variant], ...(recipe ? { recipe } : {}) });
  const badge = toVariantBadge({ service, variant, column: columns[0] }, { show, measure, unit });
  return badgeResponse(request, badge);
});
