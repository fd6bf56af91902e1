import { PREBUILT_RECIPE } from "../variants/prebuilt-recipe.ts";
import type { ImageView } from "./schemas.ts";

/** True where an image's binary was given and not compiled, and has the SHA-256 of what was given. */
export function isInputItself({ recipe, sourceDigest, binary }: ImageView): boolean {
  return recipe === PREBUILT_RECIPE.id && sourceDigest === `sha256:${binary?.sha256}`;
}
