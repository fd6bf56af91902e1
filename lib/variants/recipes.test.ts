import { describe, expect, it } from "vitest";
import { getKnob, KNOB_KEYS } from "./knobs.ts";
import { findLinkages, toLinkage, whyImpossible } from "./linkage.ts";
import { findRecipe, LONGEST_RECIPE_NAME, nameRecipe, shortenRecipe } from "./recipe-name.ts";
import { recipeSchema, summarizeRecipe } from "./recipe-schema.ts";
import { RECIPE_PRESETS, type Recipe, STANDARD_RECIPE, toBuildArguments } from "./recipes.ts";
import { VARIANT_IDS, VARIANTS } from "./variants.ts";

const OLD = {
  strip: "debuginfo",
  optLevel: "3",
  lto: "off",
  codegenUnits: 16,
  panic: "unwind",
  auditable: true,
  features: [],
};

describe("knobs", () => {
  it("each have an argument and a name of their own, and a standard among their choices", () => {
    const knobs = KNOB_KEYS.map(getKnob);
    expect(new Set(knobs.map((knob) => knob.argument)).size).toBe(knobs.length);
    expect(new Set(knobs.map((knob) => knob.name)).size).toBe(knobs.length);
    for (const { choices, standard } of knobs) expect(choices.map((each) => each.value)).toContain(standard);
    for (const key of KNOB_KEYS) expect(STANDARD_RECIPE[key]).toBe(getKnob(key).standard);
  });

  it("are one build argument each", () => {
    expect(toBuildArguments(STANDARD_RECIPE)).toEqual({
      STRIP: "debuginfo",
      OPT_LEVEL: "3",
      LTO: "false",
      CODEGEN_UNITS: "16",
      PANIC: "unwind",
      AUDITABLE: "true",
      LINKAGE: "",
      ALLOCATOR: "",
      FEATURES: "",
    });
    const turned: Recipe = {
      ...STANDARD_RECIPE,
      lto: "thin",
      linkage: "static-glibc",
      allocator: "mimalloc",
    };
    expect(toBuildArguments(turned)).toMatchObject({
      LTO: "thin",
      LINKAGE: "static-glibc",
      ALLOCATOR: "mimalloc",
    });
  });
});

describe("a recipe's name", () => {
  it("is a preset's where the settings are, however they were asked for", () => {
    for (const { id, recipe } of RECIPE_PRESETS) {
      expect(nameRecipe(recipe).id).toBe(id);
      expect(findRecipe(id)).toMatchObject({ id, recipe });
    }
    expect(findRecipe("codegen-units=1,lto=fat,strip=symbols").id).toBe("small");
    expect(findRecipe("strip=debuginfo").id).toBe("default");
    expect(findRecipe("small", { optLevel: "z", panic: "abort" }).id).toBe("smallest");
  });

  it("says the turned knobs in one order, and is read back", () => {
    const named = findRecipe("lto=thin,opt-level=s", { auditable: false, linkage: "static-glibc" });
    expect(named.id).toBe("opt-level=s,lto=thin,auditable=false,linkage=static-glibc");
    expect(findRecipe(named.id)).toEqual(named);
    expect(named.summary).toBe("opt-level s, lto thin, glibc, fully static, without cargo-auditable");
  });

  it("never gets longer than what is accepted", () => {
    const longest = KNOB_KEYS.map((key) => {
      const { name, choices } = getKnob(key);
      return `${name}=${choices.map((each) => String(each.value)).sort((a, b) => b.length - a.length)[0]}`;
    }).join(",");
    expect(longest.length).toBeLessThanOrEqual(LONGEST_RECIPE_NAME);
  });

  it.each([
    ["huge", /there is no recipe "huge"; there are default, small/],
    ["lto", /there is no recipe "lto"/],
    ["speed=high", /there is no knob "speed"; there are strip, opt-level/],
    ["lto=full", /lto has no "full"; it has off, thin, fat/],
    ["lto=fat,lto=thin", /lto is given twice/],
  ])("%s is refused, and says what there is", (name, message) => {
    expect(() => findRecipe(name)).toThrow(expect.objectContaining({ code: "bad-input", field: "recipe" }));
    expect(() => findRecipe(name)).toThrow(message);
  });
});

describe("a recipe in few words", () => {
  it.each([
    ["smaller", "smaller"],
    ["linkage=static-glibc", "default, glibc, fully static"],
    ["strip=symbols,lto=fat,codegen-units=1,allocator=jemalloc", "small, jemalloc"],
    ["opt-level=z,allocator=mimalloc", "opt-level=z, mimalloc"],
  ])("%s is %s", (name, words) => expect(shortenRecipe(name)).toBe(words));
});

describe("a stored recipe", () => {
  it("from before a knob has that at its standard, and its preset's words", () => {
    expect(recipeSchema.parse(OLD)).toEqual(STANDARD_RECIPE);
    expect(summarizeRecipe("default", OLD)).toBe(RECIPE_PRESETS[0]?.summary);
    expect(summarizeRecipe("default", { ...OLD, lto: "fat" })).toBe("lto fat, with cargo-auditable");
  });

  it("with a value that no knob has is none", () => {
    expect(recipeSchema.safeParse({ ...OLD, lto: "full" }).success).toBe(false);
    expect(recipeSchema.safeParse("small").success).toBe(false);
  });
});

describe("linkages", () => {
  it("start on a variant, or are refused with the reason and what would do", () => {
    expect(findLinkages("scratch")).toEqual(["static-glibc", "static-musl"]);
    expect(findLinkages("base-nossl")).toEqual(["libgcc-inside", "static-glibc", "static-musl"]);
    expect(findLinkages("debian-slim")).toHaveLength(4);
    expect(whyImpossible("scratch", { linkage: "dynamic" })).toBe(
      "A program that is linked dynamic needs glibc's loader, libc and libgcc_s; scratch has no file at all. On scratch: static-glibc, static-musl.",
    );
    expect(whyImpossible("base-nossl", { linkage: "dynamic" })).toMatch(/no libgcc_s/);
    expect(whyImpossible("alpine", { linkage: "libgcc-inside" })).toMatch(/musl's loader/);
    expect(whyImpossible("naive", { linkage: "static-musl" })).toMatch(/plain `cargo build`/);
    expect(whyImpossible("naive", { linkage: "dynamic" })).toBeUndefined();
  });

  it("of every variant's own start on it", () => {
    for (const { id, linkage, libc } of VARIANTS) {
      expect(findLinkages(id)).toContain(linkage);
      expect(whyImpossible(id, STANDARD_RECIPE)).toBeUndefined();
      expect(toLinkage(id, STANDARD_RECIPE)).toBe(linkage);
      expect(linkage === "static-musl").toBe(libc === "musl");
    }
    for (const id of VARIANT_IDS) expect(toLinkage(id, { linkage: "static-glibc" })).toBe("static-glibc");
  });
});
