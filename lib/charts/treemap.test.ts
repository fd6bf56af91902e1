import { describe, expect, it } from "vitest";
import { toImageContent } from "../analysis/image-content.ts";
import { entry, layer, whiteout } from "../analysis/testing/layers.ts";
import { toTreemap } from "../analysis/treemap.ts";
import { findNeighbour, toTreemapChart } from "./treemap.ts";

const image = toImageContent([
  layer(
    [
      entry("lib/libc.so", { sizeBytes: 600 }),
      entry("lib/a", { sizeBytes: 30 }),
      entry("old", { sizeBytes: 200 }),
    ],
    {},
    true,
  ),
  layer([entry("bin/svc", { sizeBytes: 1000 }), entry("lib/b", { sizeBytes: 20 }), whiteout("old")]),
]);

describe("a treemap", () => {
  const chart = toTreemapChart(toTreemap(image, 3));

  it("gives each file an area that is its share of the bytes", () => {
    expect(chart.leaves.map(({ label, sizeBytes, origin }) => [label, sizeBytes, origin])).toEqual([
      ["svc", 1000, "service"],
      ["libc.so", 600, "base"],
      ["old", 200, "wasted"],
      ["lib, 1 files", 30, "base"],
      ["lib, 1 files", 20, "service"],
    ]);
    const areas = chart.leaves.map(({ width, height }) => (width / 100) * (height / chart.heightPx));
    const [first = 0, second = 0] = areas;
    expect(first / second).toBeCloseTo(1000 / 600, 1);
    expect(chart.leaves.reduce((sum, { ratio }) => sum + ratio, 0)).toBeCloseTo(1);
  });

  it("tells base, service and waste apart", () => {
    expect(chart.origins).toEqual([
      { origin: "service", sizeBytes: 1020, files: 2 },
      { origin: "base", sizeBytes: 630, files: 2 },
      { origin: "wasted", sizeBytes: 200, files: 1 },
    ]);
    expect(toTreemapChart(toTreemap(toImageContent([]), 3))).toMatchObject({ leaves: [], origins: [] });
  });

  it("is walked by the arrow keys, and every leaf can be reached", () => {
    const reached = new Set([0]);
    for (const at of reached) {
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const)
        reached.add(findNeighbour(chart.leaves, at, key));
    }
    expect(reached.size).toBe(chart.leaves.length);
    const [leftmost] = chart.leaves
      .map((leaf, index) => ({ leaf, index }))
      .sort((a, b) => a.leaf.x - b.leaf.x);
    expect(chart.leaves[findNeighbour(chart.leaves, leftmost?.index ?? -1, "ArrowRight")]?.x).toBeGreaterThan(
      0,
    );
  });
});
