import { listRecipesOperation } from "@/lib/http/operations/catalogue.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { RECIPE_PRESETS } from "@/lib/variants/recipes.ts";

export const GET = route(listRecipesOperation, async () => json(200, { recipes: RECIPE_PRESETS }));
