import { describe, expect, it } from "vitest";
import { sampleComparison, THREE } from "../compare/testing/sample-comparison.ts";
import { layerLabel, toLayerChart } from "./layers.ts";

describe("toLayerChart", () => {
  const chart = toLayerChart(sampleComparison(THREE, "distroless-cc"));

  it("orders rows by weight and stacks layers by what they transfer", () => {
    expect(chart.rows.map((row) => row.variant)).toEqual(["scratch", "base-nossl", "distroless-cc"]);
    expect(chart.rows[2]?.blocks.map((block) => block.startBytes)).toEqual([0, 5_000_000, 9_000_000]);
    expect(chart.largestBytes).toBe(11_300_000);
  });

  it("marks shared layers and the program's, and joins neighbours", () => {
    expect(chart.rows[1]?.blocks.map((block) => block.kind)).toEqual(["shared", "binary"]);
    expect(chart.joins).toEqual([
      {
        upperRow: 1,
        count: 1,
        compressedBytes: 5_000_000,
        upper: { startBytes: 0, endBytes: 5_000_000 },
        lower: { startBytes: 0, endBytes: 5_000_000 },
      },
    ]);
    expect(chart.shared).toEqual({
      count: 1,
      compressedBytes: 5_000_000,
    });
  });

  it("joins a run of layers once", () => {
    const [cc, , nossl] = THREE;
    if (!cc || !nossl) throw new Error("no sample");
    const both = sampleComparison([{ ...nossl, layers: cc.layers }, cc], "distroless-cc");
    expect(toLayerChart(both).joins.map((join) => join.count)).toEqual([3]);
  });
});

describe("layerLabel", () => {
  it.each([
    ["COPY --from=build /out/whoami /app/whoami # buildkit", "COPY /app/whoami"],
    ["/bin/sh -c #(nop) ADD file:1234 in / ", "ADD /"],
    ["bazel build @debian13//libc6/amd64:data_statusd", "libc6/amd64:data_statusd"],
    ["Debian package libc6 2.41-12+deb13u4", "libc6"],
    ["busybox, musl and CA certificates from Debian", "busybox, musl and CA certificates"],
    ["debootstrap --variant=minbase trixie, slimmed", "debootstrap minbase trixie, slimmed"],
    ["", "layer"],
  ])("shortens %j to %j", (command, label) => {
    expect(layerLabel(command)).toBe(label);
  });
});
