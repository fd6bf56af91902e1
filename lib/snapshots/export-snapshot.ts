import {
  type ExportedFile,
  type ExportOptions,
  exportComparison,
} from "../compare/exports/export-comparison.ts";
import { parseCompareQuery } from "../compare/query.ts";
import { frozenComparison } from "./frozen-comparison.ts";
import type { StoredSnapshot } from "./get-snapshot.ts";

/**
 * A snapshot as a file: as JSON the very bytes that its digest is of, a chart as it was drawn when the view was frozen
 * (drawn now where none was kept then). Throws internal where it was read without its payload.
 */
export function exportSnapshot(
  { snapshot, payloadText }: StoredSnapshot,
  options: Omit<ExportOptions, "format"> & { format: ExportOptions["format"] | "json" },
): ExportedFile {
  const { format, chart = "weight", theme } = options;
  if (format === "json")
    return { text: payloadText, mediaType: "application/json", fileName: `${snapshot.slug}.json` };
  const view = parseCompareQuery(new URLSearchParams(snapshot.query));
  const kept = format === "svg" ? snapshot.payload?.charts?.[chart]?.[theme] : undefined;
  if (kept !== undefined)
    return { text: kept, mediaType: "image/svg+xml", fileName: `${snapshot.slug}-${chart}.svg` };
  return exportComparison(frozenComparison(snapshot), view, { ...options, format, title: snapshot.title });
}
