import type { Command } from "commander";
import { judgeBudgets } from "../../lib/budgets/judge-budgets.ts";
import { listBudgets } from "../../lib/budgets/list-budgets.ts";
import { sayBudget, sayLimit } from "../../lib/budgets/say-budget.ts";
import type { BudgetView } from "../../lib/budgets/schemas.ts";
import { shortDigest } from "../../lib/format.ts";
import { print, toTable } from "./output.ts";

function describeBudgets(budgets: readonly BudgetView[]): string {
  const rows = budgets.map((budget) => [
    budget.variant,
    budget.recipe,
    budget.measure,
    sayLimit(budget.limit),
    budget.newest ? shortDigest(budget.newest.imageId) : "none",
    sayBudget(budget),
  ]);
  return toTable(["variant", "recipe", "measure", "limit", "newest", ""], rows);
}

/** The command that a CI job fails by. */
export function addBudgetCommands(program: Command): void {
  program
    .command("check")
    .description("whether a service's newest images keep within their budgets; exits 18 where one does not")
    .argument("[service]", "the default service without it")
    .option("--json")
    .action(async (service: string | undefined, options: { json?: boolean }) => {
      const budgets = await listBudgets(service);
      if (budgets.length > 0) print(budgets, describeBudgets(budgets), options);
      judgeBudgets(budgets);
    });
}
