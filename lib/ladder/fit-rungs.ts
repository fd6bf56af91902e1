import { lacksAllocator } from "../variants/allocator.ts";
import { findRecipe } from "../variants/recipe-name.ts";
import type { Rung } from "./ladders.ts";
import { keyOf } from "./rung-key.ts";

/**
 * A ladder's rungs as a service can climb them: where it has no cargo feature for an allocator, a rung is built with the
 * C library's, once. `features` are undefined where nobody could read them; then the rungs stay as they are.
 */
export function fitRungs(rungs: readonly Rung[], features: readonly string[] | undefined): Rung[] {
  const fitted = rungs.map((rung) => ({ ...rung, recipe: fitRecipe(rung.recipe, features) }));
  const keys = fitted.map(keyOf);
  return fitted.filter((rung, index) => keys.indexOf(keyOf(rung)) === index);
}

function fitRecipe(name: string, features: readonly string[] | undefined): string {
  const { allocator } = findRecipe(name).recipe;
  return lacksAllocator(features, allocator) ? findRecipe(name, { allocator: "system" }).id : name;
}
