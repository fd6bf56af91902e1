import { describe, expect, it } from "vitest";
import { evaluateBudget, toLimitBytes } from "./evaluate-budget.ts";

const fivePercent = { kind: "growth", maxGrowthRatio: 0.05 } as const;

describe("evaluateBudget", () => {
  it("allows growth up to the limit's last byte and not one more", () => {
    const baseline = { bytes: 1_000_000 };
    expect(evaluateBudget(fivePercent, baseline, { bytes: 1_050_000 })).toEqual({
      state: "within",
      bytes: 1_050_000,
      growthRatio: 0.05,
    });
    expect(evaluateBudget(fivePercent, baseline, { bytes: 1_050_001 })).toMatchObject({
      state: "over",
      overBytes: 1,
    });
    expect(evaluateBudget(fivePercent, baseline, { bytes: 900_000 })).toMatchObject({
      state: "within",
      growthRatio: -0.1,
    });
  });

  it("takes an absolute limit without any baseline", () => {
    const limit = { kind: "absolute", maxBytes: 8_000_000 } as const;
    expect(evaluateBudget(limit, undefined, { bytes: 8_000_000 })).toEqual({
      state: "within",
      bytes: 8_000_000,
    });
    expect(evaluateBudget(limit, undefined, { bytes: 9_200_000 })).toEqual({
      state: "over",
      bytes: 9_200_000,
      overBytes: 1_200_000,
    });
  });

  it("never says within of what nobody measured", () => {
    expect(evaluateBudget(fivePercent, { bytes: 1 }, undefined)).toEqual({ state: "not-built" });
    expect(evaluateBudget(fivePercent, undefined, { bytes: 1 })).toEqual({ state: "no-baseline" });
    expect(evaluateBudget(fivePercent, { bytes: 1 }, {})).toEqual({ state: "not-measured" });
    expect(evaluateBudget(fivePercent, {}, { bytes: 1 })).toEqual({ state: "not-measured" });
  });
});

describe("toLimitBytes", () => {
  it("is whole, and not a byte short for how computers multiply", () => {
    expect(toLimitBytes({ kind: "growth", maxGrowthRatio: 0.15 }, { bytes: 100 })).toBe(115);
    expect(toLimitBytes(fivePercent, { bytes: 33 })).toBe(34);
    expect(toLimitBytes(fivePercent, undefined)).toBeUndefined();
  });
});
