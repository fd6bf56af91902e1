import { exportComparison } from "@/lib/compare/exports/export-comparison.ts";
import { parseCompareQuery } from "@/lib/compare/query.ts";
import { exportSnapshotOperation } from "@/lib/http/operations/snapshots.ts";
import { publicUrl } from "@/lib/http/public-url.ts";
import { download } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { frozenComparison } from "@/lib/snapshots/frozen-comparison.ts";
import { getStoredSnapshot } from "@/lib/snapshots/get-snapshot.ts";

export const GET = route(exportSnapshotOperation, async ({ params, query, request }) => {
  const { snapshot, payloadText } = await getStoredSnapshot(params);
  const { format, chart, theme } = query;
  if (format === "json")
    return download({ text: payloadText, mediaType: "application/json", fileName: `${snapshot.slug}.json` });
  const view = parseCompareQuery(new URLSearchParams(snapshot.query));
  const link = { label: "Frozen snapshot", url: publicUrl(request, `/c/${snapshot.slug}`) };
  const comparison = frozenComparison(snapshot);
  return download(exportComparison(comparison, view, { format, chart, theme, link, title: snapshot.title }));
});
