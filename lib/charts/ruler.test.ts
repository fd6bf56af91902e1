import { describe, expect, it } from "vitest";
import { formatTick, rulerStep, toRuler } from "./ruler.ts";

describe("toRuler", () => {
  it("labels every ten for images of up to 84 MB and leaves room at the end", () => {
    const ruler = toRuler(83.8);
    expect(ruler.step).toBe(10);
    expect(ruler.majors).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(ruler.max).toBe(92);
    expect(ruler.ticks.filter((tick) => tick.level === "half").map((tick) => tick.value)).toContain(35);
  });

  it.each([
    [0.4, 0.1],
    [1, 0.2],
    [5.82, 1],
    [24, 5],
    [100, 20],
    [2500, 500],
  ])("gives %d a step of %d", (largest, step) => {
    expect(rulerStep(largest)).toBeCloseTo(step);
  });

  it("ends at or beyond the largest value and has ten labels at most", () => {
    for (const largest of [0.013, 0.7, 3.3, 9.99, 10, 47, 812, 1999]) {
      const ruler = toRuler(largest);
      expect(ruler.max).toBeGreaterThanOrEqual(largest);
      expect(ruler.majors.length).toBeLessThanOrEqual(12);
      expect(ruler.majors.length).toBeGreaterThanOrEqual(4);
    }
  });

  it("still is a ruler when everything is empty", () => {
    expect(toRuler(0).max).toBe(1);
  });
});

describe("formatTick", () => {
  it("writes as many decimals as the step needs", () => {
    expect(formatTick(0, 0.5)).toBe("0");
    expect(formatTick(0.5, 0.5)).toBe("0.5");
    expect(formatTick(20, 10)).toBe("20");
  });
});
