import { describe, expect, it } from "vitest";
import { toChanges } from "./changes.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";

const frozen = sampleComparison(THREE, "distroless-cc");

describe("toChanges", () => {
  it("finds nothing where nothing changed", () => {
    expect(toChanges(frozen, frozen)).toEqual({ sizes: [], gone: [], added: [], equal: 6 });
  });

  it("lists what grew and leaves out what did not", () => {
    const grown = THREE.map((image) =>
      image.variant === "scratch"
        ? { ...image, layers: image.layers.map((layer) => ({ ...layer, size: layer.size + 60_000 })) }
        : image,
    );
    expect(toChanges(frozen, sampleComparison(grown, "distroless-cc"))).toEqual({
      sizes: [{ what: "size", variant: "scratch", frozenBytes: 5_820_000, nowBytes: 5_880_000 }],
      gone: [],
      added: [],
      equal: 5,
    });
  });

  it("names variants that came or went", () => {
    const fewer = sampleComparison(THREE.slice(0, 2), "distroless-cc");
    expect(toChanges(frozen, fewer).gone).toEqual(["base-nossl"]);
    expect(toChanges(fewer, frozen).added).toEqual(["base-nossl"]);
  });
});
