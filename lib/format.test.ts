import { expect, it } from "vitest";
import { formatDelta, formatMegabytes, formatPercent, formatPercentDelta, joinSentences } from "./format.ts";

it("writes a change with its sign, and a large one without a fraction", () => {
  expect(formatPercentDelta(-0.379)).toBe("−37.9 %");
  expect(formatPercentDelta(1.582)).toBe("+158.2 %");
  expect(formatPercentDelta(114.048)).toBe("+11,405 %");
  expect(formatPercentDelta(0.0001)).toBe("0.0 %");
});

it("never writes what is there as nothing", () => {
  expect(formatMegabytes(0)).toBe("0.000");
  expect(formatMegabytes(499)).toBe("< 0.001");
  expect(formatMegabytes(500)).toBe("0.001");
  expect(formatPercent(0)).toBe("0.0 %");
  expect(formatPercent(0.0004)).toBe("< 0.1 %");
  expect(formatPercent(0.0005)).toBe("0.1 %");
});

it("leaves out sign and arrow of what is written as nothing", () => {
  expect(formatDelta(-12_290_000, -0.379, (by) => `${by / 1e6} MB`)).toBe("▼ −12.29 MB, −37.9 %");
  expect(formatDelta(1, 0, (by) => `${(by / 1e6).toFixed(2)} MB`)).toBe("0.00 MB, 0.0 %");
});

it("joins sentences, and leaves no gap for what nobody said", () => {
  expect(joinSentences("It is not there.", "Start it.")).toBe("It is not there. Start it.");
  expect(joinSentences(undefined, "Start it.", "")).toBe("Start it.");
  expect(joinSentences(undefined)).toBe("");
});
