import { toBudgetBadge } from "@/lib/badges/to-budget-badge.ts";
import { getBudget } from "@/lib/budgets/get-budget.ts";
import { getBudgetBadgeOperation } from "@/lib/http/operations/pictures.ts";
import { route } from "@/lib/http/route.ts";
import { badgeResponse } from "../../badge-response.ts";

export const GET = route(getBudgetBadgeOperation, async ({ params, request }) =>
  badgeResponse(request, toBudgetBadge(await getBudget(params))),
);
