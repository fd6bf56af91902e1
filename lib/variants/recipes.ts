import { getKnob, KNOB_KEYS, type KNOBS, type KnobKey } from "./knobs.ts";

/** How a binary is compiled: a value for every knob. It is part of an image's identity. */
export type Recipe = { [K in KnobKey]: (typeof KNOBS)[K]["standard"] } & {
  /** cargo features of the service, beside that of the allocator. */
  features: readonly string[];
};

export type RecipePreset = { id: string; title: string; summary: string; recipe: Recipe };

/** cargo's own release profile, with cargo-auditable. */
export const STANDARD_RECIPE: Recipe = {
  strip: "debuginfo",
  optLevel: "3",
  lto: "off",
  codegenUnits: 16,
  panic: "unwind",
  auditable: true,
  linkage: "variant",
  allocator: "system",
  features: [],
};

const SMALL: Recipe = { ...STANDARD_RECIPE, strip: "symbols", lto: "fat", codegenUnits: 1 };

/** The recipes that have a name of their own; the first is the default. */
export const RECIPE_PRESETS: readonly RecipePreset[] = [
  {
    id: "default",
    title: "default",
    summary: "cargo's own release profile, with cargo-auditable",
    recipe: STANDARD_RECIPE,
  },
  {
    id: "small",
    title: "small",
    summary: "strip, lto fat, 1 codegen unit, with cargo-auditable",
    recipe: SMALL,
  },
  {
    id: "smaller",
    title: "smaller",
    summary: "strip, lto fat, 1 codegen unit, opt-level z, with cargo-auditable",
    recipe: { ...SMALL, optLevel: "z" },
  },
  {
    id: "smallest",
    title: "smallest",
    summary: "strip, lto fat, 1 codegen unit, opt-level z, panic abort, with cargo-auditable",
    recipe: { ...SMALL, optLevel: "z", panic: "abort" },
  },
];

/** The preset with this id, if there is one. */
export function findRecipePreset(id: string): RecipePreset | undefined {
  return RECIPE_PRESETS.find((preset) => preset.id === id);
}

/** The Dockerfile's build arguments for a recipe. */
export function toBuildArguments(recipe: Recipe): Record<string, string> {
  const given = KNOB_KEYS.map((key): [string, string] => {
    const knob = getKnob(key);
    const choice = knob.choices.find((each) => each.value === recipe[key]);
    return [knob.argument, choice?.given ?? String(recipe[key])];
  });
  return { ...Object.fromEntries(given), FEATURES: recipe.features.join(",") };
}
