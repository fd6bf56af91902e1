import { parseCompareQuery } from "@/lib/compare/query.ts";
import { exportSnapshotOperation } from "@/lib/http/operations/snapshots.ts";
import { publicUrl } from "@/lib/http/public-url.ts";
import { download } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { exportSnapshot } from "@/lib/snapshots/export-snapshot.ts";
import { frozenComparison } from "@/lib/snapshots/frozen-comparison.ts";
import { getStoredSnapshot } from "@/lib/snapshots/get-snapshot.ts";
import type { SnapshotView } from "@/lib/snapshots/schemas.ts";
import { comparisonPicture, exportAs } from "../../../pictures.ts";

export const GET = route(exportSnapshotOperation, async ({ params, query, request }) => {
  const stored = await getStoredSnapshot(params);
  const { format, ...rest } = query;
  if (format === "png" && !rest.chart) return download(await snapshotPicture(stored.snapshot));
  const url = publicUrl(request, `/c/${stored.snapshot.slug}`);
  const link = { label: "Frozen snapshot", url };
  return download(await exportAs(format, (as) => exportSnapshot(stored, { ...rest, format: as, link })));
});

function snapshotPicture(snapshot: SnapshotView) {
  const view = parseCompareQuery(new URLSearchParams(snapshot.query));
  const { title, createdAt: frozenAt } = snapshot;
  return comparisonPicture(frozenComparison(snapshot), { ...view, title, frozenAt });
}
