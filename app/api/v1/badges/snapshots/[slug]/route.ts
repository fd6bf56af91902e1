import { toComparisonBadge } from "@/lib/badges/to-badge.ts";
import { parseCompareQuery } from "@/lib/compare/query.ts";
import { getSnapshotBadgeOperation } from "@/lib/http/operations/pictures.ts";
import { route } from "@/lib/http/route.ts";
import { frozenComparison } from "@/lib/snapshots/frozen-comparison.ts";
import { getSnapshot } from "@/lib/snapshots/get-snapshot.ts";
import { badgeResponse } from "../../badge-response.ts";

export const GET = route(getSnapshotBadgeOperation, async ({ params, request }) => {
  const snapshot = await getSnapshot(params);
  const { measure, unit } = parseCompareQuery(new URLSearchParams(snapshot.query));
  const frozenAt = snapshot.createdAt;
  return badgeResponse(request, toComparisonBadge(frozenComparison(snapshot), { measure, unit, frozenAt }));
});
