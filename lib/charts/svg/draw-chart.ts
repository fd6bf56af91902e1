import { toColumnNames } from "../../compare/columns.ts";
import { formatDateTime, type SizeUnit, shortDigest, UNIT_BYTES } from "../../format.ts";
import type { Comparison } from "../../images/schemas.ts";
import { toBuildTimeChart } from "../build-time.ts";
import { toExposureChart } from "../exposure.ts";
import { toLayerChart } from "../layers.ts";
import type { ChartId } from "../schemas.ts";
import { defaultFindingsMode, type FindingsMode, toSeverityChart } from "../severity.ts";
import { type Measure, toWeightChart } from "../weight.ts";
import { toBuildTimeSvg } from "./build-time-svg.ts";
import { toExposureSvg } from "./exposure-svg.ts";
import { toLayersSvg } from "./layers-svg.ts";
import type { Theme } from "./palette.ts";
import { toSeveritySvg } from "./severity-svg.ts";
import { toWeightSvg } from "./weight-svg.ts";

export type DrawOptions = {
  chart: ChartId;
  theme: Theme;
  measure: Measure;
  unit: SizeUnit;
  findings?: FindingsMode | undefined;
};

const WHAT: Record<FindingsMode, string> = {
  all: "all findings",
  fixable: "findings with a fix",
  unique: "distinct CVEs",
};

/** One chart of a comparison as an SVG file that stands alone: its own colours, title and provenance. */
export function drawChart(comparison: Comparison, options: DrawOptions): string {
  const { chart, theme, measure, unit } = options;
  const names = toColumnNames(comparison);
  const mode = options.findings ?? defaultFindingsMode(comparison);
  const reference = comparison.columns.find((column) => column.isReference)?.image.variant;
  const against = reference && comparison.columns.length > 1 ? `, against ${reference}` : "";
  const picture = (title: string, subtitle: string) => ({
    title: `${comparison.service}: ${title}`,
    subtitle,
    foot: footOf(comparison),
    theme,
  });
  switch (chart) {
    case "weight":
      return toWeightSvg(
        toWeightChart(comparison, { measure, unit, room: 0.2 }),
        names,
        picture("weight", `${measure} size of each image${against}`),
      );
    case "layers":
      return toLayersSvg(
        toLayerChart(comparison),
        names,
        unit,
        picture("layers", "in order; width = compressed bytes, grey = in more than one image"),
      );
    case "findings":
      return toSeveritySvg(
        toSeverityChart(comparison, mode),
        names,
        picture("findings", `${WHAT[mode]} by severity, with what the scanner saw`),
      );
    case "build":
      return toBuildTimeSvg(
        toBuildTimeChart(comparison),
        picture("build time", "from the build’s start to its stored image, by what it was spent with"),
      );
    case "exposure":
      return toExposureSvg(
        toExposureChart(comparison, { mode, measure, unitBytes: UNIT_BYTES[unit] }),
        unit,
        picture("size against exposure", `${measure} size and ${WHAT[mode]}; lower left is better`),
      );
  }
}

/** Every chart of a comparison as SVG files, in both themes. */
export function drawCharts(
  comparison: Comparison,
  options: Omit<DrawOptions, "chart" | "theme">,
): Record<ChartId, Record<Theme, string>> {
  const draw = (chart: ChartId) => ({
    light: drawChart(comparison, { ...options, chart, theme: "light" }),
    dark: drawChart(comparison, { ...options, chart, theme: "dark" }),
  });
  return {
    weight: draw("weight"),
    layers: draw("layers"),
    findings: draw("findings"),
    exposure: draw("exposure"),
    build: draw("build"),
  };
}

/** When and from what the figures were made, so that a picture without its page can still be checked. */
function footOf({ columns, recipe, notes }: Comparison): string {
  const images = columns.map((column) => column.image);
  const newest = images
    .map((image) => image.builtAt)
    .toSorted()
    .at(-1);
  const source = notes.differingSources
    ? "several sources"
    : `source ${shortDigest(images[0]?.sourceDigest ?? "")}`;
  const standIn = images.some((image) => image.standIn) ? ", stand-in bases" : "";
  return `Image Diet. Measured ${newest ? `${formatDateTime(newest)} UTC` : "never"}, ${source}, recipe ${recipe}${standIn}.`;
}
