import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sampleComparison, THREE } from "../../compare/testing/sample-comparison.ts";
import { withScans } from "../../compare/testing/with-scans.ts";
import { BLIND } from "../../findings/testing/samples.ts";
import { CHART_IDS } from "../schemas.ts";
import { escapeXml } from "./canvas.ts";
import { drawChart } from "./draw-chart.ts";
import { PALETTES, THEMES } from "./palette.ts";

const sample = sampleComparison(THREE, "distroless-cc");
const draw = (chart: (typeof CHART_IDS)[number], theme: "light" | "dark" = "light", comparison = sample) =>
  drawChart(comparison, { chart, theme, measure: "uncompressed", unit: "MB" });

describe("drawChart", () => {
  it.each(CHART_IDS.flatMap((chart) => THEMES.map((theme) => [chart, theme] as const)))(
    "draws %s in %s as a file that needs nothing else and has no broken number",
    (chart, theme) => {
      const svg = draw(chart, theme);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|var\(|href|<style|<script/);
      expect(svg).toContain(PALETTES[theme].bg);
      for (const { variant } of THREE) expect(svg).toContain(variant);
    },
  );

  it("gives bars widths in proportion to bytes", () => {
    const widths = [
      ...draw("weight").matchAll(/<rect [^>]*width="([\d.]+)" height="22"[^>]*fill="#187672"/g),
    ];
    const [, reference] = /<line x1="([\d.]+)"[^>]*stroke="#2f3fd0"/.exec(draw("weight")) ?? [];
    const scale = (Number(reference) - 236) / 31.6;
    expect(Number(widths[0]?.[1])).toBeCloseTo(5.6 * scale, 0);
  });

  it("draws no bar for what no scanner saw", () => {
    const blind = withScans(
      sample,
      sample.columns.map(() => ({ coverage: BLIND, findings: [] })),
    );
    const svg = draw("findings", "light", blind);
    expect(svg.match(/not scannable/g)).toHaveLength(3);
    expect(svg).toContain(">?<");
    expect(svg).not.toContain(">0<");
  });

  it("draws nothing of an empty comparison, without failing", () => {
    for (const chart of CHART_IDS)
      expect(draw(chart, "light", { ...sample, columns: [] })).not.toMatch(/NaN|Infinity/);
  });

  it("keeps text text", () => {
    expect(escapeXml('<a href="x">&\u0000\u001b')).toBe("&lt;a href=&quot;x&quot;&gt;&amp;");
  });
});

describe("PALETTES", () => {
  it("are the page's own colours", () => {
    const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");
    for (const token of Object.keys(PALETTES.light) as (keyof typeof PALETTES.light)[])
      expect(css).toContain(`--${token}: light-dark(${PALETTES.light[token]}, ${PALETTES.dark[token]})`);
  });
});
