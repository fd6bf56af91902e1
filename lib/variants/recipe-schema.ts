import { z } from "zod";
import { getKnob, KNOB_KEYS, type KnobKey } from "./knobs.ts";
import { PREBUILT_RECIPE } from "./prebuilt-recipe.ts";
import { findRecipePreset, type Recipe, STANDARD_RECIPE } from "./recipes.ts";

const toValueSchema = (key: KnobKey) => z.literal(getKnob(key).choices.map((choice) => choice.value));

/** Some knobs by key, as people and programs give them. */
export const knobsInput = z.strictObject(
  Object.fromEntries(KNOB_KEYS.map((key) => [key, toValueSchema(key).optional()])),
);

/** A whole recipe, as the API shows it. */
export const recipeView = z.object({
  ...Object.fromEntries(KNOB_KEYS.map((key) => [key, toValueSchema(key)])),
  features: z.array(z.string()),
});

function isRecipe(value: Readonly<Record<string, unknown>>): value is Recipe {
  return recipeView.safeParse(value).success;
}

/** A recipe as the database keeps it; a knob that came later than the row is at its standard. */
export const recipeSchema = z.record(z.string(), z.unknown()).transform((stored, context): Recipe => {
  const filled = { ...STANDARD_RECIPE, ...stored };
  if (isRecipe(filled)) return filled;
  context.addIssue({ code: "custom", message: "is no recipe" });
  return z.NEVER;
});

const LATER = KNOB_KEYS.filter((key) => getKnob(key).cameLater === true);

/** What of a recipe an identity is made of: a knob that came later counts only where it is turned. */
export function toIdentityParts(recipe: Recipe): Record<string, unknown> {
  const untouched = LATER.filter((key) => recipe[key] === getKnob(key).standard);
  const parts = Object.entries(recipe).filter(([key]) => !untouched.some((each) => each === key));
  return { ...Object.fromEntries(parts), features: recipe.features.toSorted() };
}

function settingsText(recipe: Recipe): string {
  const turned = KNOB_KEYS.filter((key) => recipe[key] !== STANDARD_RECIPE[key] && key !== "auditable");
  const parts = turned.map((key) => {
    if (key === "codegenUnits") return `${recipe[key]} codegen unit${recipe[key] === 1 ? "" : "s"}`;
    if (key === "linkage") return toWords(key, recipe);
    return `${getKnob(key).name} ${recipe[key]}`;
  });
  if (recipe.features.length > 0) parts.push(`features ${recipe.features.join(" ")}`);
  if (parts.length === 0) parts.push("cargo's own release profile");
  return [...parts, recipe.auditable ? "with cargo-auditable" : "without cargo-auditable"].join(", ");
}

/** A knob's value in words. */
export function toWords(key: KnobKey, recipe: Recipe): string {
  return getKnob(key).choices.find((choice) => choice.value === recipe[key])?.words ?? String(recipe[key]);
}

/** What a stored recipe says: its preset's own words, or its settings where the preset has changed since. */
export function summarizeRecipe(id: string, stored: unknown): string {
  if (id === PREBUILT_RECIPE.id) return PREBUILT_RECIPE.summary;
  const preset = findRecipePreset(id);
  const parsed = recipeSchema.safeParse(stored);
  if (!parsed.success) return preset?.summary ?? id;
  const settings = settingsText(parsed.data);
  return preset && settingsText(preset.recipe) === settings ? preset.summary : settings;
}
