import { exportComparison } from "@/lib/compare/exports/export-comparison.ts";
import { compareHref, parseCompareQuery, toCompareInput } from "@/lib/compare/query.ts";
import { formatDateTime } from "@/lib/format.ts";
import { compareImagesOperation } from "@/lib/http/operations/images.ts";
import { publicUrl } from "@/lib/http/public-url.ts";
import { download, json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import { comparisonPicture, exportAs } from "../pictures.ts";

export const GET = route(compareImagesOperation, async ({ query: raw, request }) => {
  const { format, chart, theme, ...rest } = raw;
  const query = parseCompareQuery(rest);
  const comparison = await compareImages(toCompareInput(query));
  if (format === "json") return json(200, { comparison });
  if (format === "png" && !chart) return download(await comparisonPicture(comparison, query));
  // A link that was pasted somewhere is to show the same tomorrow.
  const at = query.at ?? (query.images || query.run ? undefined : new Date().toISOString());
  const link = {
    label: at ? `This view as of ${formatDateTime(at)} UTC` : "This view",
    url: publicUrl(request, compareHref(query, { service: comparison.service, at })),
  };
  return download(
    await exportAs(format, (as) => exportComparison(comparison, query, { format: as, chart, theme, link })),
  );
});
