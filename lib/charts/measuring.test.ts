import { describe, expect, it } from "vitest";
import { cellText, toMatrix } from "../compare/matrix.ts";
import { sampleComparison, THREE } from "../compare/testing/sample-comparison.ts";
import type { Comparison } from "../images/schemas.ts";
import { toLayerChart } from "./layers.ts";
import { isMeasuring, MEASURING } from "./measuring.ts";
import { toWeightChart } from "./weight.ts";

/** The comparison as it is before its second image is compressed. */
function early(gone = false): Comparison {
  const comparison = sampleComparison(THREE, "distroless-cc");
  const columns = comparison.columns.map((column, index) => {
    if (index !== 1) return column;
    const { compressedBytes: _, ...image } = column.image;
    const { compressedDelta: __, pullBesideReferenceBytes: ___, ...rest } = column;
    return { ...rest, image: { ...image, ...(gone ? { removedAt: "2026-01-01T00:00:00Z" } : {}) } };
  });
  return { ...comparison, columns };
}

describe("a comparison whose compressed sizes are not all there", () => {
  it("says measuring where the figure will stand, and never zero", () => {
    const rows = toMatrix(early()).groups.flatMap((group) => group.rows);
    const pull = rows.find(({ id }) => id === "pull");
    expect(pull?.cells.map(({ value }) => cellText(value))).toEqual([
      expect.stringMatching(/MB$/),
      MEASURING,
      expect.stringMatching(/MB$/),
    ]);
    expect(pull?.cells[1]).toMatchObject({ isBest: false });
    const gone = toMatrix(early(true)).groups.flatMap((group) => group.rows);
    expect(gone.find(({ id }) => id === "pull")?.cells[1]?.value.kind).toBe("absent");
  });

  it("is drawn by uncompressed sizes, and its layers not at all", () => {
    expect(toWeightChart(early(), { measure: "compressed" })).toMatchObject({ measure: "uncompressed" });
    expect(toLayerChart(early())).toMatchObject({ isMeasuring: true, rows: [] });
    const whole = sampleComparison(THREE, "distroless-cc");
    expect(toWeightChart(whole, { measure: "compressed" })).toMatchObject({ measure: "compressed" });
    expect(toLayerChart(whole).rows).toHaveLength(3);
  });

  it("is worth looking at again, unless the image is gone", () => {
    expect(isMeasuring(early().columns.map(({ image }) => image))).toBe(true);
    expect(isMeasuring(early(true).columns.map(({ image }) => image))).toBe(false);
  });
});
