import { expect, it } from "vitest";
import { toPullCosts } from "./pull-cost.ts";

const image = (imageId: string, ...layers: [string, number][]) => ({
  imageId,
  layers: layers.map(([diffId, compressedBytes]) => ({ diffId, compressedBytes })),
});

it("counts shared layers once and says what each image adds", () => {
  const { costs, shared } = toPullCosts([
    image("a", ["base", 100], ["app", 10]),
    image("b", ["base", 100], ["libs", 30], ["app", 10]),
    image("c", ["other", 5], ["other", 5]),
  ]);
  expect(costs).toEqual([
    { imageId: "a", emptyHostBytes: 110, besideBytes: { b: 0, c: 110 }, ownBytes: 0 },
    { imageId: "b", emptyHostBytes: 140, besideBytes: { a: 30, c: 140 }, ownBytes: 30 },
    { imageId: "c", emptyHostBytes: 5, besideBytes: { a: 5, b: 5 }, ownBytes: 5 },
  ]);
  expect(shared).toEqual([
    { diffId: "base", compressedBytes: 100, imageIds: ["a", "b"] },
    { diffId: "app", compressedBytes: 10, imageIds: ["a", "b"] },
  ]);
  expect(toPullCosts([])).toEqual({ costs: [], shared: [] });
});
