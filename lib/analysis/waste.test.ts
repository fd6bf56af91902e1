import { expect, it } from "vitest";
import { entry, folder, whiteout } from "./testing/layers.ts";
import { findWaste } from "./waste.ts";

const file = (path: string, sizeBytes: number) => entry(path, { sizeBytes });

it("says which files cause it, where, and why", () => {
  const waste = findWaste([
    { fromBase: true, entries: [folder("lib"), file("lib/a", 100), file("lib/b", 10)] },
    { fromBase: false, entries: [file("lib/a", 100), file("cache", 1000)] },
    { fromBase: false, entries: [whiteout("cache"), whiteout("lib")] },
  ]);
  expect(waste.paths).toEqual([
    {
      path: "cache",
      reclaimableBytes: 1000,
      copies: [{ sizeBytes: 1000, layerIndex: 1, reason: "removed", hiddenBy: 2 }],
    },
    {
      path: "lib/a",
      reclaimableBytes: 200,
      copies: [
        { sizeBytes: 100, layerIndex: 0, reason: "replaced", hiddenBy: 1 },
        { sizeBytes: 100, layerIndex: 1, reason: "removed", hiddenBy: 2 },
      ],
    },
    {
      path: "lib/b",
      reclaimableBytes: 10,
      copies: [{ sizeBytes: 10, layerIndex: 0, reason: "removed", hiddenBy: 2 }],
    },
  ]);
  expect(waste.all.reclaimableBytes).toBe(1210);
  expect(waste.withoutBase.reclaimableBytes).toBe(1100);
  expect(waste.hiddenBaseBytes).toBe(110);
});

it("is nothing for one layer, for none, and for scratch", () => {
  const nothing = { efficiencyRatio: 1, wastedBytes: 0, reclaimableBytes: 0 };
  for (const layers of [
    [],
    [{ fromBase: false, entries: [] }],
    [{ fromBase: false, entries: [file("app", 5)] }],
  ]) {
    expect(findWaste(layers)).toEqual({ all: nothing, withoutBase: nothing, hiddenBaseBytes: 0, paths: [] });
  }
});

it("does not blame a Dockerfile for removing what its base brought", () => {
  const { withoutBase } = findWaste([
    { fromBase: true, entries: [file("etc/motd", 50)] },
    { fromBase: false, entries: [whiteout("etc/motd"), file("app", 5)] },
  ]);
  expect(withoutBase).toEqual({ efficiencyRatio: 1, wastedBytes: 0, reclaimableBytes: 0 });
});
