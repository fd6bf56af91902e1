import { expect, it } from "vitest";
import { toImageContent } from "../analysis/image-content.ts";
import { entry, layer } from "../analysis/testing/layers.ts";
import { ContentCache } from "./content-cache.ts";

const withFiles = (count: number) => {
  const file = entry("a");
  return toImageContent([layer(Array.from({ length: count }, () => file))]);
};

it("keeps what was asked for last, by number and by files", () => {
  const cache = new ContentCache();
  for (let index = 0; index < 17; index += 1) {
    cache.set(String(index), withFiles(1));
    expect(cache.get("0") === undefined).toBe(false);
  }
  expect(cache.get("1")).toBeUndefined();
  expect(cache.get("2")).toBeDefined();
  cache.set("large", withFiles(149_990));
  expect(cache.get("large")).toBeDefined();
  expect(cache.get("3")).toBeUndefined();
  cache.set("too large", withFiles(150_001));
  expect(cache.get("too large")).toBeUndefined();
});
