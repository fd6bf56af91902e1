import { BudgetDialog } from "@/components/budgets/budget-dialog.tsx";
import { BudgetTable } from "@/components/budgets/budget-table.tsx";
import { Section } from "@/components/ui/section.tsx";
import { sayBudget, sayLimit } from "@/lib/budgets/say-budget.ts";
import type { BudgetView } from "@/lib/budgets/schemas.ts";
import type { Measure } from "@/lib/charts/measuring.ts";
import type { SizeLimit } from "@/lib/charts/trend.ts";
import { ALL_RECIPES } from "@/lib/trends/schemas.ts";
import { RECIPE_PRESETS } from "@/lib/variants/recipes.ts";
import type { TrendsQuery } from "./query.ts";

/** What the chart of this measure draws of budgets. */
export function toSizeLimits(budgets: readonly BudgetView[], measure: Measure): SizeLimit[] {
  return budgets.flatMap(({ variant, limitBytes, measure: own }) =>
    own === measure && limitBytes !== undefined ? [{ variant, limitBytes }] : [],
  );
}

/** What the images may weigh, whether they do, and how a CI job hears of it. */
export function Budgets({
  budgets,
  query,
  service,
}: {
  budgets: readonly BudgetView[];
  query: TrendsQuery;
  service: string;
}) {
  const recipe = query.recipe === ALL_RECIPES ? "default" : query.recipe;
  const presets = RECIPE_PRESETS.map(({ id }) => id);
  const recipes = [...new Set([recipe, ...presets])];
  return (
    <Section
      id="budgets"
      title="Budgets"
      hint="what the newest image of a variant may weigh"
      tools={
        <BudgetDialog
          service={service}
          recipes={recipes}
          suggested={{
            variant: query.variants?.[0] ?? "scratch",
            recipe,
            measure: query.measure,
            limit: undefined,
          }}
        />
      }
    >
      {budgets.length > 0 ? (
        <BudgetTable
          rows={budgets.map((budget) => ({
            budget,
            says: sayBudget(budget, query.unit),
            limit: sayLimit(budget.limit, query.unit),
          }))}
          unit={query.unit}
          recipes={recipes}
        />
      ) : (
        <p className="max-w-[80ch] text-ink-3">
          None yet. A budget says how much a variant may grow over the image that is the newest now, or how
          much it may weigh at all; it becomes a line in the chart and a badge.
        </p>
      )}
      <p className="mt-4 max-w-[80ch] text-caption text-ink-3">
        <code className="mono">npm run diet -- check {service}</code> fails where a budget is broken or cannot
        be judged, so that a CI job does.
      </p>
    </Section>
  );
}
