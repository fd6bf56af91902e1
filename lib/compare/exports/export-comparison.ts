import type { ChartId } from "../../charts/schemas.ts";
import { drawChart } from "../../charts/svg/draw-chart.ts";
import type { Theme } from "../../charts/svg/palette.ts";
import type { Comparison } from "../../images/schemas.ts";
import { orderColumns } from "../columns.ts";
import type { CompareQuery } from "../query.ts";
import { toComparisonCsv } from "./csv.ts";
import { type MarkdownOptions, toComparisonMarkdown } from "./markdown.ts";

/** How a comparison can be taken along; `json` is the comparison itself, `png` a picture made of another of them. */
export const EXPORT_FORMATS = ["json", "markdown", "csv", "svg", "png"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type ExportedFile = { text: string; mediaType: string; fileName: string };

export type ExportOptions = {
  format: Exclude<ExportFormat, "json" | "png">;
  /** `weight` where none is named. */
  chart?: ChartId | undefined;
  theme: Theme;
  link: MarkdownOptions["link"];
  title?: string | undefined;
};

/** A comparison as a file in one of the formats, in the order and units of the view that it is of. */
export function exportComparison(
  comparison: Comparison,
  query: CompareQuery,
  options: ExportOptions,
): ExportedFile {
  const ordered = orderColumns(comparison, query.order);
  const { chart = "weight", theme, link, title } = options;
  const name = `${comparison.service}-comparison`;
  switch (options.format) {
    case "markdown":
      return {
        text: toComparisonMarkdown(ordered, {
          query,
          link,
          ...(title ? { title } : {}),
        }),
        mediaType: "text/markdown; charset=utf-8",
        fileName: `${name}.md`,
      };
    case "csv":
      return {
        text: toComparisonCsv(ordered),
        mediaType: "text/csv; charset=utf-8",
        fileName: `${name}.csv`,
      };
    case "svg":
      return {
        text: drawChart(ordered, { ...query, chart, theme }),
        mediaType: "image/svg+xml",
        fileName: `${comparison.service}-${chart}.svg`,
      };
  }
}
