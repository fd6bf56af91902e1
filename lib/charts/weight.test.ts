import { describe, expect, it } from "vitest";
import { sampleComparison, THREE } from "../compare/testing/sample-comparison.ts";
import { toWeightChart } from "./weight.ts";

const comparison = sampleComparison(THREE, "distroless-cc");

describe("toWeightChart", () => {
  it("ascends by weight and starts every bar with the program", () => {
    const chart = toWeightChart(comparison);
    expect(chart.rows.map((row) => row.variant)).toEqual(["scratch", "base-nossl", "distroless-cc"]);
    expect(chart.rows.map((row) => row.parts[0]?.kind)).toEqual(["binary", "binary", "binary"]);
    expect(chart.referenceBytes).toBe(31_600_000);
  });

  it("draws bars as long as the figure says", () => {
    for (const measure of ["uncompressed", "compressed"] as const)
      for (const row of toWeightChart(comparison, { measure }).rows) {
        const last = row.parts.at(-1);
        expect((last?.startBytes ?? 0) + (last?.bytes ?? 0)).toBe(row.totalBytes);
      }
  });

  it("splits blobs by layer, for a blob cannot be split further", () => {
    const rows = toWeightChart(comparison, { measure: "compressed" }).rows;
    expect(rows.at(-1)?.parts).toEqual([
      { kind: "added", bytes: 2_300_000, startBytes: 0 },
      { kind: "base", bytes: 9_000_000, startBytes: 2_300_000 },
    ]);
  });

  it("rules in the unit that was asked for", () => {
    expect(toWeightChart(comparison, { unit: "MiB" }).ruler.max).toBeCloseTo(33, 0);
  });
});
