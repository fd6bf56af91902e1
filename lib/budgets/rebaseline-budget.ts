import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { findImageId } from "../images/find-image-id.ts";
import { parseInput } from "../parse-input.ts";
import { type BudgetLine, findNewest } from "./find-newest.ts";
import { budgetReference, getBudget, noBudget } from "./get-budget.ts";
import type { BudgetView } from "./schemas.ts";

export const rebaselineInput = z.strictObject({
  /** The image that growth is counted from; the newest without it. */
  image: z.string().max(100).optional(),
});

const input = budgetReference.extend(rebaselineInput.shape);

/**
 * Accepts the growth until now: it is counted from the newest image, or from the one that is named. Throws bad-input,
 * not-found (budget, image), conflict (nothing was built yet; the limit does not count from a baseline),
 * database-unavailable.
 */
export async function rebaselineBudget(
  raw: z.input<typeof input>,
  options: { database?: Db; now?: Date } = {},
): Promise<BudgetView> {
  const { database = db(), now = new Date() } = options;
  const { id, image } = parseInput(input, raw, "body");
  return withDatabaseErrors(async () => {
    const line = await database.budget.findUnique({ where: { id } });
    if (!line) throw noBudget(id);
    if (line.maxBytes !== null)
      throw new AppError("conflict", "This budget limits bytes, whatever the image weighed before.");
    const baselineImageId = image
      ? await findOfLine(database, line, image)
      : await findNewest(database, line);
    if (!baselineImageId)
      throw new AppError("conflict", `No ${line.variant} was built yet that growth could be counted from.`);
    await database.budget.updateMany({ where: { id }, data: { baselineImageId, baselineAt: now } });
    return getBudget({ id }, database);
  });
}

async function findOfLine(database: Db, line: BudgetLine, reference: string): Promise<string> {
  const imageId = await findImageId(database, reference, "image");
  const { serviceId, variant, recipeId } = line;
  const isOfLine = await database.image.count({ where: { imageId, serviceId, variant, recipeId } });
  if (isOfLine > 0) return imageId;
  throw new AppError("bad-input", "`image`: it is of another service, variant or recipe.", {
    field: "image",
  });
}
