import { expect, it } from "vitest";
import { explainSize } from "./explain-size.ts";
import { findFiles } from "./file-rows.ts";
import { toFileTree } from "./file-tree.ts";
import { toImageContent } from "./image-content.ts";
import { entry, layer, whiteout } from "./testing/layers.ts";
import { toTreemap } from "./treemap.ts";
import { findWaste } from "./waste.ts";

const DEEPEST = 1024;

it("walks the deepest path that an archive may hold", () => {
  const path = Array(DEEPEST).fill("a").join("/");
  const layers = [layer([entry(path, { sizeBytes: 7 })], {}, true), layer([entry(path, { sizeBytes: 5 })])];
  const image = toImageContent(layers);
  expect(toFileTree(image, { type: "image" })).toMatchObject({ sizeBytes: 5, change: "changed" });
  expect(toTreemap(image, 1).sizeBytes).toBe(12);
  expect(explainSize(image, path).hiddenBytes).toBe(7);
  const waste = findWaste(layers.map(({ content, fromBase }) => ({ entries: content.entries, fromBase })));
  expect(waste.all.reclaimableBytes).toBe(7);
});

it("walks a folder with 100,000 files, and their removal", () => {
  const files = Array.from({ length: 100_000 }, (_, index) => entry(`flat/${index}`, { sizeBytes: 1 }));
  const image = toImageContent([layer(files), layer([whiteout("flat")])]);
  expect(toFileTree(image, { type: "image" })).toMatchObject({ sizeBytes: 0 });
  const tree = toFileTree(image, { type: "layer", index: 0 });
  expect(findFiles(tree, { text: "flat/9999" }, { limit: 5 }).total).toBe(11);
  expect(toTreemap(image, 10).sizeBytes).toBe(100_000);
});
