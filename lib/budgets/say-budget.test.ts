import { describe, expect, it } from "vitest";
import { sayBudget, sayLimit } from "./say-budget.ts";

const growth = { kind: "growth", maxGrowthRatio: 0.05 } as const;
const absolute = { kind: "absolute", maxBytes: 8_000_000 } as const;

describe("sayBudget", () => {
  it.each([
    [growth, { state: "within", bytes: 10_120_000, growthRatio: 0.012 }, "within budget: +1.2 % of 5 %"],
    [
      growth,
      { state: "over", bytes: 10_720_000, growthRatio: 0.072, overBytes: 220_000 },
      "over budget by 0.22 MB: +7.2 % of 5 %",
    ],
    [
      growth,
      { state: "over", bytes: 10_500_001, growthRatio: 0.0500001, overBytes: 1 },
      "over budget by 1 byte: +5.0 % of 5 %",
    ],
    [absolute, { state: "within", bytes: 5_820_000 }, "within budget: 5.82 MB of 8.00 MB"],
    [
      absolute,
      { state: "over", bytes: 9_200_000, overBytes: 1_200_000 },
      "over budget by 1.20 MB: 9.20 MB of 8.00 MB",
    ],
    [growth, { state: "no-baseline" }, "no baseline"],
    [growth, { state: "not-measured" }, "not measured yet"],
    [growth, { state: "not-built" }, "not built yet"],
  ] as const)("is one line in words", (limit, verdict, words) => {
    expect(sayBudget({ limit, verdict })).toBe(words);
  });

  it("names a limit as it was typed", () => {
    expect(sayLimit({ kind: "growth", maxGrowthRatio: 0.125 })).toBe("12.5 %");
    expect(sayLimit({ kind: "growth", maxGrowthRatio: 0.07 })).toBe("7 %");
    expect(sayLimit(absolute, "MiB")).toBe("7.63 MiB");
  });
});
