import { AppError } from "../errors.ts";
import { PREBUILT_RECIPE } from "../variants/prebuilt-recipe.ts";
import { findRecipe, type NamedRecipe } from "../variants/recipe-name.ts";
import { RECIPE_PRESETS, type Recipe } from "../variants/recipes.ts";
import type { ServiceView } from "./schemas.ts";

/** A recipe by its one name; without settings where a service is prebuilt. */
export type ServiceRecipe = Omit<NamedRecipe, "recipe"> & { recipe: Recipe | undefined };

const PREBUILT: ServiceRecipe = { ...PREBUILT_RECIPE, recipe: undefined };

const USUAL = RECIPE_PRESETS[0]?.id ?? "";

/**
 * The recipe by which a service's images are looked up. A prebuilt service has only one, whatever is asked for; that one
 * asked of another service is its usual one, so that a page can go from service to service. Throws bad-input (`recipe`).
 */
export function findServiceRecipe({ kind }: Pick<ServiceView, "kind">, name: string): ServiceRecipe {
  if (kind === "prebuilt") return PREBUILT;
  return findRecipe(name === PREBUILT_RECIPE.id ? USUAL : name);
}

/**
 * The recipe to build a service with. Throws bad-input (`recipe`, `knobs`) for one that cannot be read, and for any where
 * nothing is to be compiled.
 */
export function chooseServiceRecipe(
  { slug, kind }: Pick<ServiceView, "slug" | "kind">,
  name: string,
  turned: Readonly<Record<string, unknown>> = {},
): ServiceRecipe {
  if (kind !== "prebuilt") return findRecipe(name, turned);
  const field = Object.keys(turned).length > 0 ? "knobs" : "recipe";
  const isUsual = name === PREBUILT_RECIPE.id || name === USUAL;
  if (isUsual && field === "recipe") return PREBUILT;
  throw new AppError(
    "bad-input",
    `\`${field}\`: ${slug} is prebuilt, so nothing is compiled and no recipe applies. Leave it out; a program that was compiled otherwise is another upload.`,
    { field },
  );
}
