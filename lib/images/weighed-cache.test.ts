import { expect, it } from "vitest";
import { WeighedCache } from "./weighed-cache.ts";

const open = () =>
  new WeighedCache<string>({ weigh: (value) => value.length, maxWeight: 100, maxValues: 16 });

it("keeps what was asked for last, by number and by weight", () => {
  const cache = open();
  for (let index = 0; index < 17; index += 1) {
    cache.set(String(index), "x");
    expect(cache.get("0") === undefined).toBe(false);
  }
  expect(cache.get("1")).toBeUndefined();
  expect(cache.get("2")).toBeDefined();
  cache.set("large", "x".repeat(90));
  expect(cache.get("large")).toBeDefined();
  expect(cache.get("3")).toBeUndefined();
  cache.set("too large", "x".repeat(101));
  expect(cache.get("too large")).toBeUndefined();
});

it("weighs a value once that is set again", () => {
  const cache = open();
  for (let round = 0; round < 3; round += 1) cache.set("a", "x".repeat(60));
  cache.set("b", "x".repeat(40));
  expect([cache.get("a"), cache.get("b")]).not.toContain(undefined);
});
