import { describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { judgeBudgets } from "./judge-budgets.ts";
import { OVER, sampleBudget, WITHIN } from "./testing/sample-budget.ts";

function failureOf(...budgets: Parameters<typeof judgeBudgets>[0]): AppError | undefined {
  try {
    judgeBudgets(budgets);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe("judgeBudgets", () => {
  it("passes only where every budget was looked at and is kept", () => {
    expect(failureOf(sampleBudget(WITHIN))).toBeUndefined();
    expect(failureOf()).toMatchObject({ code: "not-found" });
    expect(failureOf(sampleBudget(WITHIN), sampleBudget({ state: "not-measured" }))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("whoami scratch, uncompressed, not measured yet"),
    });
  });

  it("names what is over before what cannot be judged", () => {
    const failure = failureOf(
      sampleBudget({ state: "no-baseline" }),
      sampleBudget(WITHIN),
      sampleBudget(OVER),
    );
    expect(failure).toMatchObject({ code: "over-budget" });
    expect(failure?.message).toMatch(
      /^1 of 3 budgets is broken: whoami scratch, uncompressed, over budget by 0\.22 MB: \+7\.2 % of 5 %\./,
    );
  });
});
