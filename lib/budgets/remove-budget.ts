import type { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { parseInput } from "../parse-input.ts";
import { budgetReference, noBudget } from "./get-budget.ts";

/** Ends a budget; its badge is gone with it. Throws bad-input, not-found, database-unavailable. */
export async function removeBudget(raw: z.input<typeof budgetReference>, database: Db = db()): Promise<void> {
  const { id } = parseInput(budgetReference, raw, "id");
  const { count } = await withDatabaseErrors(() => database.budget.deleteMany({ where: { id } }));
  if (count === 0) throw noBudget(id);
}
