import { sayBudget } from "../budgets/say-budget.ts";
import type { BudgetView } from "../budgets/schemas.ts";
import { formatDateTime } from "../format.ts";
import type { Badge } from "./draw-badge.ts";

/** The badge of a budget: whether the newest image keeps within it, and by how much. */
export function toBudgetBadge(budget: BudgetView): Badge {
  const { service, variant, recipe, measure, baseline, newest, verdict } = budget;
  const isKnown = verdict.state === "within" || verdict.state === "over";
  const compressed = isKnown && measure === "compressed" ? ", compressed" : "";
  const standIn = isKnown && (newest?.standIn || baseline?.standIn) ? ", stand-in base" : "";
  const since = baseline ? `, its baseline ${formatDateTime(baseline.builtAt)} UTC` : "";
  return {
    label: recipe === "default" ? `${service} ${variant}` : `${service} ${variant}, ${recipe}`,
    variant,
    value: `${sayBudget(budget)}${compressed}${standIn}`,
    ...(isKnown ? {} : { isUnknown: true }),
    remark: newest ? `Built ${formatDateTime(newest.builtAt)} UTC${since}` : undefined,
  };
}
