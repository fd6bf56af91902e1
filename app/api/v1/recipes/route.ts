import { listRecipesOperation } from "@/lib/http/operations/catalogue.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getKnob, KNOB_KEYS } from "@/lib/variants/knobs.ts";
import { RECIPE_PRESETS } from "@/lib/variants/recipes.ts";

export const GET = route(listRecipesOperation, async () => {
  const knobs = KNOB_KEYS.map((key) => {
    const { name, title, why, choices, standard } = getKnob(key);
    return {
      key,
      name,
      title,
      why,
      choices: choices.map(({ value, words }) => ({ value, words })),
      standard,
    };
  });
  return json(200, { recipes: RECIPE_PRESETS, knobs });
});
