import { describe, expect, it } from "vitest";
import { sampleComparison, THREE } from "../../compare/testing/sample-comparison.ts";
import { CHART_IDS } from "../schemas.ts";
import { drawChart } from "../svg/draw-chart.ts";
import { svgToPng } from "./svg-to-png.ts";

const sample = sampleComparison(THREE, "distroless-cc");
const draw = (chart: (typeof CHART_IDS)[number]) =>
  drawChart(sample, { chart, theme: "light", measure: "uncompressed", unit: "MB" });

describe("svgToPng", () => {
  it.each(CHART_IDS)("draws %s with twice the pixels of its SVG", async (chart) => {
    const svg = draw(chart);
    const png = Buffer.from(await svgToPng(svg));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
  });

  it("writes the words too, and gives equal bytes for equal charts", async () => {
    const svg = draw("weight");
    const png = await svgToPng(svg);
    expect(Buffer.from(await svgToPng(svg)).equals(png)).toBe(true);
    const wordless = await svgToPng(svg.replaceAll(/<text .*?<\/text>/g, ""));
    expect(wordless.length).toBeLessThan(png.length * 0.7);
  });
});
