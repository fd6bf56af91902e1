import { z } from "zod";
import { findRecipePreset, type Recipe } from "./recipes.ts";

/** A recipe as the database keeps it. */
export const recipeSchema = z.object({
  strip: z.enum(["none", "debuginfo", "symbols"]),
  optLevel: z.enum(["0", "1", "2", "3", "s", "z"]),
  lto: z.enum(["off", "thin", "fat"]),
  codegenUnits: z.number().int(),
  panic: z.enum(["unwind", "abort"]),
  auditable: z.boolean(),
  features: z.array(z.string()),
});

function settingsText(recipe: Recipe): string {
  const parts = [
    `strip ${recipe.strip}`,
    `opt-level ${recipe.optLevel}`,
    `lto ${recipe.lto}`,
    `${recipe.codegenUnits} codegen unit${recipe.codegenUnits === 1 ? "" : "s"}`,
    `panic ${recipe.panic}`,
    ...(recipe.features.length > 0 ? [`features ${recipe.features.join(" ")}`] : []),
    recipe.auditable ? "with cargo-auditable" : "without cargo-auditable",
  ];
  return parts.join(", ");
}

/** What a stored recipe says: its preset's own words, or its settings where the preset has changed since. */
export function summarizeRecipe(id: string, stored: unknown): string {
  const preset = findRecipePreset(id);
  const parsed = recipeSchema.safeParse(stored);
  if (!parsed.success) return preset?.summary ?? id;
  const settings = settingsText(parsed.data);
  return preset && settingsText(preset.recipe) === settings ? preset.summary : settings;
}
