import { z } from "zod";
import { budgetReference } from "../../budgets/get-budget.ts";
import { rebaselineInput } from "../../budgets/rebaseline-budget.ts";
import { budgetView } from "../../budgets/schemas.ts";
import { budgetInput } from "../../budgets/set-budget.ts";
import { operation } from "../operation.ts";
import { noBody, nothing, serviceParams } from "./parts.ts";

const answer = z.object({ budget: budgetView });

export const listBudgetsOperation = operation({
  id: "listBudgets",
  method: "get",
  path: "/services/{service}/budgets",
  summary: "A service's budgets, each with whether the newest image keeps within it",
  params: serviceParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The oldest first", schema: z.object({ budgets: z.array(budgetView) }) } },
  errors: ["not-found", "database-unavailable"],
});

export const setBudgetOperation = operation({
  id: "setBudget",
  method: "post",
  path: "/services/{service}/budgets",
  summary:
    "Limit what a variant may weigh: growth over the image that is the newest now (5 % without a limit), or bytes",
  params: serviceParams,
  query: nothing,
  body: budgetInput,
  answers: {
    201: { description: "Set", schema: answer },
    200: {
      description: "There was one for this variant, recipe and measure: it was changed",
      schema: answer,
    },
  },
  errors: ["unauthorized", "not-found", "database-unavailable"],
});

export const getBudgetOperation = operation({
  id: "getBudget",
  method: "get",
  path: "/budgets/{id}",
  summary: "One budget",
  params: budgetReference,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "With what it says of the newest image", schema: answer } },
  errors: ["not-found", "database-unavailable"],
});

export const rebaselineBudgetOperation = operation({
  id: "rebaselineBudget",
  method: "post",
  path: "/budgets/{id}/rebaseline",
  summary: "Accept the growth until now: count it from the newest image, or from the one that is named",
  params: budgetReference,
  query: nothing,
  body: rebaselineInput,
  answers: { 200: { description: "The budget with its new baseline", schema: answer } },
  errors: ["unauthorized", "not-found", "conflict", "database-unavailable"],
});

export const removeBudgetOperation = operation({
  id: "removeBudget",
  method: "delete",
  path: "/budgets/{id}",
  summary: "End a budget",
  params: budgetReference,
  query: nothing,
  body: noBody,
  answers: { 204: { description: "Nothing limits that measure any more" } },
  errors: ["unauthorized", "not-found", "database-unavailable"],
});
