import type { BudgetView } from "../schemas.ts";

/** A budget of 5 % over 10 MB that says this of its newest image. */
export function sampleBudget(verdict: BudgetView["verdict"]): BudgetView {
  const builtAt = "2026-11-22T02:41:00.000Z";
  return {
    id: "01900000-0000-7000-8000-000000000001",
    service: "whoami",
    variant: "scratch",
    recipe: "default",
    measure: "uncompressed",
    limit: { kind: "growth", maxGrowthRatio: 0.05 },
    limitBytes: 10_500_000,
    baseline: { imageId: `sha256:${"a".repeat(64)}`, builtAt, bytes: 10_000_000, standIn: false },
    baselineAt: builtAt,
    newest: { imageId: `sha256:${"b".repeat(64)}`, builtAt, bytes: 10_120_000, standIn: false },
    verdict,
    setAt: builtAt,
  };
}

export const WITHIN = { state: "within", bytes: 10_120_000, growthRatio: 0.012 } as const;
export const OVER = { state: "over", bytes: 10_720_000, growthRatio: 0.072, overBytes: 220_000 } as const;
