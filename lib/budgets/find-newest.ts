import type { Db } from "../db/client.ts";
import { chooseNewestImages } from "../images/choose-images.ts";

export type BudgetLine = { serviceId: string; variant: string; recipeId: string };

/** The id of the newest image of a service's variant and recipe, which a baseline is taken from. */
export async function findNewest(database: Db, line: BudgetLine): Promise<string | undefined> {
  const { serviceId, variant, recipeId: recipe } = line;
  const [newest] = await chooseNewestImages(database, {
    serviceId,
    recipe,
    variants: [variant],
    at: undefined,
  });
  return newest?.imageId;
}
