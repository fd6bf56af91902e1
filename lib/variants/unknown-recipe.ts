import { AppError } from "../errors.ts";
import { RECIPE_PRESETS } from "./recipes.ts";

/** bad-input for a recipe's name that is not known, with those that are. */
export function unknownRecipe(id: string): AppError {
  const known = RECIPE_PRESETS.map((preset) => preset.id).join(", ");
  return new AppError("bad-input", `\`recipe\`: there is no recipe "${id}"; there are ${known}.`, {
    field: "recipe",
  });
}
