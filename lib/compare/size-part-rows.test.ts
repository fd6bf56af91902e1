import { describe, expect, it } from "vitest";
import { comparison as comparisonSchema } from "../images/schemas.ts";
import { cellText, toMatrix } from "./matrix.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";
import { sampleInside } from "./testing/sample-inside.ts";

describe("rows about what the bytes are for", () => {
  const comparison = sampleComparison(THREE, "distroless-cc");
  const sizes = [4_000_000, 0, 2_500_000];
  const columns = comparison.columns.map((column, index) => ({
    ...column,
    inside: sampleInside({ sizeParts: [{ category: "libraries", sizeBytes: sizes[index] ?? 0 }] }),
  }));
  const rowsOf = (value: unknown) =>
    toMatrix(comparisonSchema.parse(value)).groups.flatMap(({ rows }) => rows);

  it("have a measured zero as zero, and a way to what is told in full", () => {
    const row = rowsOf({ ...comparison, columns }).find(({ id }) => id === "part-libraries");
    expect(row?.cells.map(({ value }) => cellText(value))).toEqual(["4.00 MB", "0.00 MB", "2.50 MB"]);
    expect(row?.cells[0]?.evidence?.href).toMatch(/^\/images\/sha256:.*#size$/);
  });

  it("are not there where nothing was read", () => {
    expect(rowsOf(comparison).some(({ id }) => id.startsWith("part-"))).toBe(false);
    expect(rowsOf({ ...comparison, columns }).some(({ id }) => id === "part-certificates")).toBe(false);
  });
});
