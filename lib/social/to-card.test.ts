import { describe, expect, it } from "vitest";
import { sampleComparison, THREE } from "../compare/testing/sample-comparison.ts";
import { toDrawableText, toWholeSentences } from "./drawable-text.ts";
import { toComparisonCard, toImageCard } from "./to-card.ts";

const sample = sampleComparison(THREE, "distroless-cc");
const look = { measure: "uncompressed", unit: "MB" } as const;

describe("toComparisonCard", () => {
  it("has the verdict, a bar in proportion for each image and the reference's line", () => {
    const card = toComparisonCard(sample, look);
    expect(card.headline).toMatch(/^scratch is the lightest at 5\.82 MB/);
    expect(card.rows.map((row) => row.readout)).toEqual(["5.82 MB", "19.70 MB", "31.60 MB"]);
    const [first, , last] = card.rows.map((row) => row.bars.at(-1)?.to ?? 0);
    expect((first ?? 0) / (last ?? 1)).toBeCloseTo(5.82 / 31.6, 3);
    expect(card.reference).toBeCloseTo(last ?? 0, 6);
    expect(JSON.stringify(card)).not.toMatch(/null|NaN/);
  });

  it("says that it is frozen, and since when", () => {
    const card = toComparisonCard(sample, {
      ...look,
      title: "Which base?",
      frozenAt: "2026-11-22T02:41:00Z",
    });
    expect(card).toMatchObject({ title: "Which base?", tag: "Frozen" });
    expect(card.foot).toContain("Frozen 22 Nov 2026 02:41 UTC.");
  });
});

describe("toImageCard", () => {
  it("splits an image's size into what it is made of", () => {
    for (const { image } of sample.columns) {
      const [whole] = toImageCard(image).rows;
      expect(whole?.bars.at(-1)?.to).toBeCloseTo(1 / 1.02, 6);
    }
  });
});

describe("toDrawableText", () => {
  it("leaves out what the font has no letter for, and cuts at a length", () => {
    expect(toDrawableText("Größe 🎉 画像\u0000  −3 %\n…", 40)).toBe("Größe −3 % …");
    expect(toDrawableText("x".repeat(50), 10)).toBe(`${"x".repeat(9)}…`);
    expect(toDrawableText("🎉", 10)).toBe("");
  });
});

describe("toWholeSentences", () => {
  it("ends where a sentence ends", () => {
    expect(toWholeSentences("At 5.82 MB. It has no shell. More.", 30)).toBe("At 5.82 MB. It has no shell.");
    expect(toWholeSentences("One long sentence", 8)).toBe("One lon…");
  });
});
