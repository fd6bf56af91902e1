import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { findServiceRecipe } from "../services/find-service-recipe.ts";
import { getService } from "../services/get-service.ts";
import { LONGEST_RECIPE_NAME } from "../variants/recipe-name.ts";
import { VARIANT_IDS } from "../variants/variants.ts";
import { findNewest } from "./find-newest.ts";
import { getBudget } from "./get-budget.ts";
import { BUDGET_MEASURES, type BudgetView, DEFAULT_GROWTH_RATIO } from "./schemas.ts";

const MOST_GROWTH_RATIO = 10;
const MOST_BYTES = 1e13;

export const budgetInput = z.strictObject({
  variant: z.enum(VARIANT_IDS),
  recipe: z.string().min(1).max(LONGEST_RECIPE_NAME).default("default"),
  measure: z.enum(BUDGET_MEASURES).default("uncompressed"),
  /** How much more than its baseline the image may weigh, as a ratio: 0.05 is 5 %. */
  maxGrowthRatio: z.number().min(0).max(MOST_GROWTH_RATIO).optional(),
  /** How much it may weigh instead, whatever it weighed before. */
  maxBytes: z.number().int().min(1).max(MOST_BYTES).optional(),
});

const setInput = budgetInput.extend({ service: z.string().max(100).optional() });

/**
 * Limits what a service's variant may weigh; what limited the same measure before is changed. A limit on growth counts
 * from the newest image there is, or from the baseline that the budget has already. Throws bad-input, not-found (service,
 * recipe), database-unavailable.
 */
export async function setBudget(
  raw: z.input<typeof setInput>,
  options: { database?: Db; now?: Date } = {},
): Promise<{ budget: BudgetView; isNew: boolean }> {
  const { database = db(), now = new Date() } = options;
  const { service, variant, recipe, measure, maxGrowthRatio, maxBytes } = parseInput(setInput, raw, "body");
  if (maxGrowthRatio !== undefined && maxBytes !== undefined)
    throw new AppError("bad-input", "`maxBytes`: give it or `maxGrowthRatio`, not both.", {
      field: "maxBytes",
    });
  const found = await getService(service, database);
  const { id: recipeId } = findServiceRecipe(found, recipe);
  const serviceId = found.id;
  return withDatabaseErrors(async () => {
    const key = { serviceId, variant, recipeId, measure };
    const where = { serviceId_variant_recipeId_measure: key };
    const known = await database.budget.findUnique({ where });
    const limit =
      maxBytes === undefined
        ? { maxBytes: null, maxGrowthRatio: maxGrowthRatio ?? DEFAULT_GROWTH_RATIO }
        : { maxBytes: BigInt(maxBytes), maxGrowthRatio: null };
    const baseline =
      maxBytes === undefined && !known?.baselineImageId ? await findNewest(database, key) : undefined;
    const data = {
      ...limit,
      setAt: now,
      ...(baseline ? { baselineImageId: baseline, baselineAt: now } : {}),
    };
    const { id } = await database.budget.upsert({ where, create: { ...key, ...data }, update: data });
    return { budget: await getBudget({ id }, database), isNew: !known };
  });
}
