import { describe, expect, it } from "vitest";
import type { Recipe } from "../variants/recipes.ts";
import { buildIdentity, type IdentityParts, imageIdentity } from "./identity.ts";

const recipe: Recipe = {
  strip: "none",
  optLevel: "3",
  lto: "off",
  codegenUnits: 16,
  panic: "unwind",
  auditable: true,
  features: ["a", "b"],
};
const parts: IdentityParts = {
  service: "tiny",
  package: "tiny",
  sourceDigest: "sha256:1",
  variant: "scratch",
  recipe,
  platform: "linux/amd64",
};

describe("buildIdentity", () => {
  it("does not depend on the order of keys or features", () => {
    const { features: _features, ...rest } = recipe;
    const shuffled: Recipe = { features: ["b", "a"], ...rest };
    expect(buildIdentity({ ...parts, recipe: shuffled })).toBe(buildIdentity(parts));
    expect(buildIdentity(parts)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("differs as soon as any part does", () => {
    const others: IdentityParts[] = [
      { ...parts, service: "whoami" },
      { ...parts, package: "other" },
      { ...parts, sourceDigest: "sha256:2" },
      { ...parts, variant: "alpine" },
      { ...parts, recipe: { ...recipe, lto: "fat" } },
      { ...parts, recipe: { ...recipe, features: ["a"] } },
      { ...parts, platform: "linux/arm64" },
    ];
    expect(new Set([parts, ...others].map(buildIdentity)).size).toBe(others.length + 1);
  });
});

describe("imageIdentity", () => {
  it("adds the bases' digests, by role and in any order", () => {
    const bases = { toolchain: "sha256:t", alpine: "sha256:a" };
    const identity = imageIdentity(parts, bases);
    expect(imageIdentity(parts, { alpine: "sha256:a", toolchain: "sha256:t" })).toBe(identity);
    expect(imageIdentity(parts, { ...bases, alpine: "sha256:b" })).not.toBe(identity);
    expect(imageIdentity(parts, {})).not.toBe(buildIdentity(parts));
  });
});
