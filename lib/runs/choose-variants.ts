import { AppError } from "../errors.ts";
import { whyImpossible } from "../variants/linkage.ts";
import type { Recipe } from "../variants/recipes.ts";
import { DEFAULT_VARIANT_IDS, VARIANT_IDS, type VariantId } from "../variants/variants.ts";

/**
 * The variants to build with a recipe: those that are asked for, or of the usual ones those that it can make. Throws
 * bad-input, naming `field`, for a variant on which such a program would not start.
 */
export function chooseVariants(
  recipe: Recipe,
  asked: readonly VariantId[] | undefined,
  field: string,
): VariantId[] {
  if (!asked) return DEFAULT_VARIANT_IDS.filter((id) => whyImpossible(id, recipe) === undefined);
  for (const variant of asked) {
    const reason = whyImpossible(variant, recipe);
    if (reason !== undefined) {
      throw new AppError("bad-input", `\`${field}\`: ${reason}`, { field });
    }
  }
  return VARIANT_IDS.filter((id) => asked.includes(id));
}
