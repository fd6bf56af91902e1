import { describe, expect, it } from "vitest";
import { sampleComparison } from "../compare/testing/sample-comparison.ts";
import { type SampleScan, withScans } from "../compare/testing/with-scans.ts";
import type { Finding } from "../findings/schemas.ts";
import { BLIND, FULL, sampleFinding } from "../findings/testing/samples.ts";
import type { Comparison } from "../images/schemas.ts";
import { toExposureChart } from "./exposure.ts";
import { defaultFindingsMode, toSeverityChart } from "./severity.ts";

const FINDINGS: Finding[] = [
  sampleFinding({ id: "CVE-1", severity: "high", fixedVersion: "2" }),
  sampleFinding({ id: "CVE-1", packageName: "b" }),
  sampleFinding({ id: "CVE-2", severity: "unknown" }),
];

/** The first images of the sample, each with a scan or with none. */
function compared(scans: (SampleScan | undefined)[]): Comparison {
  const layers = [{ name: "all", size: 5e6, compressed: 2e6 }];
  const variants = ["scratch", "alpine", "distroless-cc"] as const;
  const sample = sampleComparison(
    variants.map((variant) => ({ variant, binary: 1, layers })),
    "distroless-cc",
  );
  return withScans(sample, scans);
}

const seen = { coverage: FULL, findings: FINDINGS };
const blind = { coverage: BLIND, findings: [] };
const alpine = { coverage: { ...FULL, os: { ...FULL.os, family: "alpine" } }, findings: [] };

describe("toSeverityChart", () => {
  it("draws bars on one scale, worst first, and none where nothing was seen", () => {
    const chart = toSeverityChart(compared([blind, seen, undefined]), "all");
    expect(chart.rows.map((row) => [row.state, row.total, row.parts.length])).toEqual([
      ["not-scannable", 0, 0],
      ["count", 3, 3],
      ["none", 0, 0],
    ]);
    expect(chart.rows[1]?.parts.map((part) => [part.severity, part.count])).toEqual([
      ["high", 1],
      ["low", 1],
      ["unknown", 1],
    ]);
    expect(chart.rows[1]?.parts.at(-1)).toMatchObject({ startRatio: 2 / 3, widthRatio: 1 / 3 });
    expect(chart.rows[0]?.marks).toEqual([
      { text: "no OS recognised, 0 packages read", isSeen: false },
      { text: "crates not readable", isSeen: false },
    ]);
  });

  it("counts what is fixable or different instead", () => {
    const totalIn = (mode: "fixable" | "unique") => toSeverityChart(compared([seen]), mode).rows[0]?.total;
    expect([totalIn("fixable"), totalIn("unique")]).toEqual([1, 2]);
  });

  it("takes fixable-only for the fair count where distributions differ", () => {
    expect(defaultFindingsMode(compared([seen, seen]))).toBe("all");
    expect(defaultFindingsMode(compared([seen, alpine]))).toBe("fixable");
    expect(defaultFindingsMode(compared([seen, blind]))).toBe("all");
  });
});

describe("toExposureChart", () => {
  it("gives an image that was not seen into a size and no height", () => {
    const chart = toExposureChart(compared([blind, seen]), {
      mode: "all",
      measure: "uncompressed",
      unitBytes: 1e6,
    });
    expect(chart.hasUnseen).toBe(true);
    expect(chart.points[0]).not.toHaveProperty("yRatio");
    expect(chart.points[1]).toMatchObject({ findings: 3, yRatio: 3 / chart.y.max });
    for (const point of chart.points) expect(point.xRatio).toBeLessThan(1);
  });
});
