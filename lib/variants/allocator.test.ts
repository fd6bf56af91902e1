import { describe, expect, it } from "vitest";
import { whyNoAllocator } from "./allocator.ts";

describe("whyNoAllocator", () => {
  const why = (features: string[] | undefined, allocator: string) =>
    whyNoAllocator({ service: "gate", features }, allocator);

  it("names the feature that is missing, and those that are there", () => {
    expect(why([], "jemalloc")).toBe(
      "jemalloc is chosen by a cargo feature of that name, and gate's Cargo.toml does not have it; it has no features.",
    );
    expect(why(["jemalloc", "tls"], "mimalloc")).toMatch(/ it has jemalloc, tls\.$/);
  });

  it("has nothing against what is there, the C library's, and what nobody could read", () => {
    expect(why(["jemalloc"], "jemalloc")).toBeUndefined();
    expect(why([], "system")).toBeUndefined();
    expect(why(undefined, "mimalloc")).toBeUndefined();
  });
});
