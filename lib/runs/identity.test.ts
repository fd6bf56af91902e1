import { describe, expect, it } from "vitest";
import { findRecipePreset, type Recipe, STANDARD_RECIPE } from "../variants/recipes.ts";
import { buildIdentity, type IdentityParts, imageIdentity } from "./identity.ts";

const recipe: Recipe = { ...STANDARD_RECIPE, strip: "none", features: ["a", "b"] };
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
      { ...parts, recipe: { ...recipe, linkage: "static-glibc" } },
      { ...parts, recipe: { ...recipe, allocator: "mimalloc" } },
      { ...parts, platform: "linux/arm64" },
    ];
    expect(new Set([parts, ...others].map(buildIdentity)).size).toBe(others.length + 1);
  });
});

describe("the identities of what was stored before a recipe had a linkage and an allocator", () => {
  it.each([
    ["default", "1329171091b262512f7593661dc65fabe96d0338907e830e48c545af2211fd5e"],
    ["small", "61fd017b0bb66c7c33b1fa9fd79d4d0d1a25a1defbdb7705b1a4ceea5414fdcf"],
  ])("%s holds", (id, identity) => {
    const preset = findRecipePreset(id);
    expect(preset && buildIdentity({ ...parts, recipe: preset.recipe })).toBe(identity);
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
