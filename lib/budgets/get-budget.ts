import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { readBudgets } from "./read-budgets.ts";
import type { BudgetView } from "./schemas.ts";

export const budgetReference = z.object({ id: z.uuid("is no budget's id (a UUID)") });

/** One budget with what it says of the newest image. Throws bad-input, not-found, database-unavailable. */
export async function getBudget(
  raw: z.input<typeof budgetReference>,
  database: Db = db(),
): Promise<BudgetView> {
  const { id } = parseInput(budgetReference, raw, "id");
  const [budget] = await withDatabaseErrors(() => readBudgets(database, { id }));
  if (!budget) throw noBudget(id);
  return budget;
}

/** not-found, as every call says it of a budget. */
export function noBudget(id: string): AppError {
  return new AppError("not-found", `There is no budget ${id}, or it was removed.`);
}
