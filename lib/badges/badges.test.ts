import { describe, expect, it } from "vitest";
import { OVER, sampleBudget, WITHIN } from "../budgets/testing/sample-budget.ts";
import { sampleComparison, THREE } from "../compare/testing/sample-comparison.ts";
import { withScans } from "../compare/testing/with-scans.ts";
import { BLIND } from "../findings/testing/samples.ts";
import { drawBadge } from "./draw-badge.ts";
import { toComparisonBadge, toVariantBadge } from "./to-badge.ts";
import { toBudgetBadge } from "./to-budget-badge.ts";

const look = { measure: "uncompressed", unit: "MB" } as const;
const sample = sampleComparison(THREE, "distroless-cc");

const findScratch = ({ columns }: typeof sample) => columns.find(({ image }) => image.variant === "scratch");

describe("toVariantBadge", () => {
  const of = (comparison = sample, show: "size" | "findings" = "size") =>
    toVariantBadge(
      { service: "whoami", variant: "scratch", column: findScratch(comparison) },
      { ...look, show },
    );

  it("says the size, and that its base is a stand-in", () => {
    expect(of().value).toMatch(/^5\.82 MB$/);
    const columns = sample.columns.map((column) => ({
      ...column,
      image: { ...column.image, standIn: true },
    }));
    const standIn = { ...sample, columns };
    expect(of(standIn).value).toBe("5.82 MB, stand-in base");
  });

  it("never says 0 for what was not seen", () => {
    const blind = withScans(
      sample,
      sample.columns.map(() => ({ coverage: BLIND, findings: [] })),
    );
    expect(of(blind, "findings")).toMatchObject({ value: "not scannable", isUnknown: true });
    expect(of(sample, "findings")).toMatchObject({ value: "never scanned", isUnknown: true });
  });

  it("says beside a count how much was looked at", () => {
    const coverage = {
      ...BLIND,
      verdict: "full" as const,
      os: { ...BLIND.os, family: "debian", release: "13", packages: 87, lookedUp: true },
      crates: { ...BLIND.crates, expected: true, readable: true, packages: 136, lookedUp: true },
      reasons: [],
    };
    const seen = withScans(
      sample,
      sample.columns.map(() => ({ coverage, findings: [] })),
    );
    expect(of(seen, "findings").value).toBe("0 findings in 223 packages");
    const partly = withScans(
      sample,
      sample.columns.map(() => ({ coverage: { ...coverage, verdict: "partial" as const }, findings: [] })),
    );
    expect(of(partly, "findings")).toMatchObject({
      value: "none in the 223 packages seen",
      isUnknown: true,
    });
  });

  it("says that there is no image yet", () => {
    const none = toVariantBadge(
      { service: "whoami", variant: "naive", column: undefined },
      { ...look, show: "size" },
    );
    expect(none).toMatchObject({ value: "not built yet", isUnknown: true });
  });
});

describe("toComparisonBadge", () => {
  it("sets the lightest against the reference", () => {
    expect(toComparisonBadge(sample, look).value).toMatch(
      /^scratch 5\.82 MB, −81\.6 % against distroless-cc$/,
    );
    expect(toComparisonBadge(sample, { ...look, frozenAt: "2026-11-22T02:41:00Z" }).label).toBe(
      `${sample.service}, frozen 22 Nov 2026`,
    );
    expect(toComparisonBadge({ ...sample, columns: [] }, look).value).toBe("not built yet");
  });
});

describe("toBudgetBadge", () => {
  it("says in words whether the newest image keeps within it", () => {
    expect(toBudgetBadge(sampleBudget(WITHIN))).toMatchObject({
      label: "whoami scratch",
      value: "within budget: +1.2 % of 5 %",
    });
    const compressed = { ...sampleBudget(OVER), measure: "compressed" as const, recipe: "small" };
    expect(toBudgetBadge(compressed)).toMatchObject({
      label: "whoami scratch, small",
      value: "over budget by 0.22 MB: +7.2 % of 5 %, compressed",
    });
    expect(toBudgetBadge(compressed).isUnknown).toBeUndefined();
  });

  it("says what it rests on, and that nothing is known where nothing is", () => {
    const budget = sampleBudget(WITHIN);
    const standIn = { ...budget, newest: budget.newest && { ...budget.newest, standIn: true } };
    expect(toBudgetBadge(standIn).value).toBe("within budget: +1.2 % of 5 %, stand-in base");
    expect(toBudgetBadge(sampleBudget({ state: "no-baseline" }))).toMatchObject({
      value: "no baseline",
      isUnknown: true,
    });
  });
});

describe("drawBadge", () => {
  it("keeps text text and needs nothing from elsewhere", () => {
    const svg = drawBadge({
      label: '</text><script>alert("1")</script>',
      value: "a&b\u0000<c>",
      remark: "<&>",
    });
    expect(svg).not.toMatch(/<script|href|@import|<style/);
    expect(svg).toContain(">a&amp;b&lt;c&gt;<");
  });

  it("is as wide as its words and hatches what is unknown", () => {
    const width = (svg: string) => Number(/width="(\d+)"/.exec(svg)?.[1]);
    const short = drawBadge({ label: "a", value: "b" });
    expect(width(drawBadge({ label: "a", value: "b".repeat(20) }))).toBeGreaterThan(width(short) + 100);
    expect(short).not.toContain("url(#unknown)");
    expect(drawBadge({ label: "a", value: "b", isUnknown: true })).toContain("url(#unknown)");
  });
});
