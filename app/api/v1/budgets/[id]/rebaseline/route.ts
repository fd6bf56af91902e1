import { rebaselineBudget } from "@/lib/budgets/rebaseline-budget.ts";
import { rebaselineBudgetOperation } from "@/lib/http/operations/budgets.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";

export const POST = route(rebaselineBudgetOperation, async ({ params, body }) =>
  json(200, { budget: await rebaselineBudget({ ...body, ...params }) }),
);
