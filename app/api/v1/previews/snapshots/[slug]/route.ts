import { parseCompareQuery } from "@/lib/compare/query.ts";
import { AppError } from "@/lib/errors.ts";
import { getSnapshotPreviewOperation } from "@/lib/http/operations/pictures.ts";
import { route } from "@/lib/http/route.ts";
import { frozenComparison } from "@/lib/snapshots/frozen-comparison.ts";
import { getSnapshot } from "@/lib/snapshots/get-snapshot.ts";
import { type Card, toComparisonCard, toRevokedCard } from "@/lib/social/to-card.ts";
import { previewResponse } from "../../preview-response.ts";

export const GET = route(getSnapshotPreviewOperation, async ({ params, request }) =>
  previewResponse(request, await readCard(params.slug)),
);

/** Where a link was pasted before it was revoked, its old picture is to go. */
async function readCard(slug: string): Promise<Card> {
  try {
    const snapshot = await getSnapshot({ slug });
    const view = parseCompareQuery(new URLSearchParams(snapshot.query));
    const { title, createdAt: frozenAt } = snapshot;
    return toComparisonCard(frozenComparison(snapshot), { ...view, title, frozenAt });
  } catch (error) {
    if (error instanceof AppError && error.code === "gone") return toRevokedCard();
    throw error;
  }
}
