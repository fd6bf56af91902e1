import { getBudget } from "@/lib/budgets/get-budget.ts";
import { removeBudget } from "@/lib/budgets/remove-budget.ts";
import { getBudgetOperation, removeBudgetOperation } from "@/lib/http/operations/budgets.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";

export const GET = route(getBudgetOperation, async ({ params }) =>
  json(200, { budget: await getBudget(params) }),
);

export const DELETE = route(removeBudgetOperation, async ({ params }) => {
  await removeBudget(params);
  return new Response(null, { status: 204 });
});
