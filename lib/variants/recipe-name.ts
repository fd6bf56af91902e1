import { AppError } from "../errors.ts";
import { getKnob, KNOB_KEYS, type KnobKey } from "./knobs.ts";
import { recipeSchema, summarizeRecipe, toWords } from "./recipe-schema.ts";
import { findRecipePreset, RECIPE_PRESETS, type Recipe, STANDARD_RECIPE } from "./recipes.ts";

/** A recipe under the one name that it has: a preset's, or its turned knobs (`opt-level=z,lto=fat`). */
export type NamedRecipe = { id: string; summary: string; recipe: Recipe };

/** The longest name that can be written; all knobs turned are shorter. */
export const LONGEST_RECIPE_NAME = 200;

function isSame(one: Recipe, other: Recipe): boolean {
  return (
    KNOB_KEYS.every((key) => one[key] === other[key]) &&
    one.features.toSorted().join() === other.features.toSorted().join()
  );
}

/** Gives a recipe its name. Equal recipes have equal names, however they were asked for. */
export function nameRecipe(recipe: Recipe): NamedRecipe {
  const preset = RECIPE_PRESETS.find((each) => isSame(each.recipe, recipe));
  const id = preset?.id ?? toName(recipe);
  return { id, summary: summarizeRecipe(id, recipe), recipe };
}

function toName(recipe: Recipe): string {
  return KNOB_KEYS.filter((key) => recipe[key] !== STANDARD_RECIPE[key])
    .map((key) => `${getKnob(key).name}=${recipe[key]}`)
    .join(",");
}

const BESIDE_A_PRESET = ["linkage", "allocator"] as const;

/** A recipe in few words: the preset that it is but for its linkage and its allocator, and what those are. */
export function shortenRecipe(name: string): string {
  const { recipe } = findRecipe(name);
  const { linkage, allocator } = STANDARD_RECIPE;
  const turned = BESIDE_A_PRESET.filter((key) => recipe[key] !== STANDARD_RECIPE[key]);
  return [
    nameRecipe({ ...recipe, linkage, allocator }).id,
    ...turned.map((key) => toWords(key, recipe)),
  ].join(", ");
}

/**
 * The recipe of a name, a preset's or one of turned knobs in any order; `turned` knobs come on top of it. Throws
 * bad-input that names `recipe` and says what would do.
 */
export function findRecipe(name: string, turned: Readonly<Record<string, unknown>> = {}): NamedRecipe {
  const base = findRecipePreset(name)?.recipe ?? readName(name);
  const given = Object.fromEntries(Object.entries(turned).filter(([, value]) => value !== undefined));
  return nameRecipe(recipeSchema.parse({ ...base, ...given }));
}

function readName(name: string): Recipe {
  const values = new Map<KnobKey, unknown>();
  for (const part of name.split(",")) {
    const [knobName = "", text] = part.split("=");
    const key = KNOB_KEYS.find((each) => getKnob(each).name === knobName);
    if (text === undefined || key === undefined) throw unknownRecipe(name, part);
    const { choices } = getKnob(key);
    const choice = choices.find((each) => String(each.value) === text);
    if (!choice) {
      const known = choices.map((each) => each.value).join(", ");
      throw badRecipe(`${knobName} has no "${text}"; it has ${known}.`);
    }
    if (values.has(key)) throw badRecipe(`${knobName} is given twice.`);
    values.set(key, choice.value);
  }
  return recipeSchema.parse({ ...STANDARD_RECIPE, ...Object.fromEntries(values) });
}

function unknownRecipe(name: string, part: string): AppError {
  const presets = RECIPE_PRESETS.map((preset) => preset.id).join(", ");
  const knobs = KNOB_KEYS.map((key) => getKnob(key).name).join(", ");
  if (!part.includes("=")) {
    return badRecipe(`there is no recipe "${name}"; there are ${presets}, and knobs such as opt-level=z.`);
  }
  return badRecipe(`there is no knob "${part.split("=")[0]}"; there are ${knobs}.`);
}

function badRecipe(text: string): AppError {
  return new AppError("bad-input", `\`recipe\`: ${text}`, { field: "recipe" });
}
