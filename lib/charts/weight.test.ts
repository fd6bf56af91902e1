import { describe, expect, it } from "vitest";
import { sampleComparison, THREE } from "../compare/testing/sample-comparison.ts";
import { baseName, toWeightChart } from "./weight.ts";

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

  it("knows what stood in an image's place before, in the measure that is drawn", () => {
    const previous = { imageId: "sha256:old", sizeBytes: 6_000_000, compressedBytes: 2_500_000 };
    const columns = comparison.columns.map((column) =>
      column.image.variant === "scratch" ? { ...column, previous } : column,
    );
    const heldBefore = (measure: "uncompressed" | "compressed") =>
      toWeightChart({ ...comparison, columns }, { measure }).rows.map(({ previousBytes }) => previousBytes);
    expect(heldBefore("uncompressed")).toEqual([6_000_000, undefined, undefined]);
    expect(heldBefore("compressed")).toEqual([2_500_000, undefined, undefined]);
  });

  it("splits blobs by layer, for a blob cannot be split further", () => {
    const rows = toWeightChart(comparison, { measure: "compressed" }).rows;
    expect(rows.at(-1)?.parts).toEqual([
      { kind: "added", bytes: 2_300_000, startBytes: 0 },
      { kind: "base", bytes: 9_000_000, startBytes: 2_300_000 },
    ]);
  });

  it("rules in the unit that was asked for", () => {
    expect(toWeightChart(comparison, { unit: "MiB" }).ruler.max).toBe(34);
  });
});

describe("baseName", () => {
  const image = comparison.columns[0]?.image;
  it.each([
    ["gcr.io/distroless/cc-debian13:nonroot", "cc-debian13"],
    ["gcr.io/distroless/cc-debian13:nonroot@sha256:abc", "cc-debian13"],
    ["debian:trixie-slim", "debian:trixie-slim"],
    ["127.0.0.1:5000/library/alpine:3.22", "alpine:3.22"],
    ["imagediet.local/base/alpine:1f", "distroless-cc"],
    ["", "distroless-cc"],
  ])("shortens %j to %j", (reference, name) => {
    if (!image?.base) throw new Error("no sample");
    expect(baseName({ ...image, base: { ...image.base, reference } })).toBe(name);
  });

  it("says where there is none", () => {
    const scratch = comparison.columns.find((column) => column.image.variant === "scratch");
    expect(scratch && baseName(scratch.image)).toBe("no base");
  });
});
