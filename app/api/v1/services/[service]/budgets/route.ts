import { listBudgets } from "@/lib/budgets/list-budgets.ts";
import { setBudget } from "@/lib/budgets/set-budget.ts";
import { listBudgetsOperation, setBudgetOperation } from "@/lib/http/operations/budgets.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";

export const GET = route(listBudgetsOperation, async ({ params }) =>
  json(200, { budgets: await listBudgets(params.service) }),
);

export const POST = route(setBudgetOperation, async ({ params, body }) => {
  const { budget, isNew } = await setBudget({ ...body, ...params });
  return json(isNew ? 201 : 200, { budget });
});
