import { AppError } from "../errors.ts";
import { sayBudget } from "./say-budget.ts";
import type { BudgetView } from "./schemas.ts";

/**
 * Returns where every budget is kept, so that a CI job may go on. Throws over-budget where one is broken, conflict where
 * one cannot be judged yet, not-found where there is none: nothing that was not looked at passes.
 */
export function judgeBudgets(budgets: readonly BudgetView[]): void {
  if (budgets.length === 0)
    throw new AppError("not-found", "There is no budget to check; set one at /trends.");
  const over = budgets.filter(({ verdict }) => verdict.state === "over");
  if (over.length > 0)
    throw new AppError(
      "over-budget",
      `${count(over, budgets)} broken: ${over.map(sayOne).join("; ")}. Make the image smaller, or accept its growth with Rebaseline at /trends.`,
    );
  const open = budgets.filter(({ verdict }) => verdict.state !== "within");
  if (open.length > 0)
    throw new AppError(
      "conflict",
      `${count(open, budgets)} not to be judged: ${open.map(sayOne).join("; ")}. Build and measure the image; a growth then needs a baseline, which Rebaseline at /trends sets.`,
    );
}

function count(some: readonly unknown[], all: readonly unknown[]): string {
  return `${some.length} of ${all.length} budget${all.length === 1 ? "" : "s"} ${some.length === 1 ? "is" : "are"}`;
}

function sayOne(budget: BudgetView): string {
  const { service, variant, recipe, measure } = budget;
  const line = recipe === "default" ? variant : `${variant} (${recipe})`;
  return `${service} ${line}, ${measure}, ${sayBudget(budget)}`;
}
