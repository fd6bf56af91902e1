import { describe, expect, it } from "vitest";
import { compareFigures, type Figure, isNoisy, noiseOf, quantile, toFigure } from "./figures.ts";

function figure(...samples: number[]): Figure {
  const made = toFigure(samples);
  if (!made) throw new Error("no samples");
  return made;
}

describe("toFigure", () => {
  it("has the median and the middle half, and keeps the samples in their order", () => {
    expect(figure(5, 1, 3, 2, 4)).toEqual({ median: 3, low: 2, high: 4, samples: [5, 1, 3, 2, 4] });
    expect(figure(1, 2).median).toBe(1.5);
    expect(figure(7)).toMatchObject({ median: 7, low: 7, high: 7 });
  });

  it("is nothing without samples", () => {
    expect(toFigure([])).toBeUndefined();
    expect(quantile([], 0.5)).toBeNaN();
  });

  it("is not moved by one outlier", () => {
    expect(figure(100, 101, 102, 103, 900).median).toBe(102);
  });
});

describe("compareFigures", () => {
  it("calls a difference that is wider than both middle halves a difference", () => {
    expect(compareFigures(figure(10, 11, 12), figure(20, 21, 22))).toBe("less");
    expect(compareFigures(figure(20, 21, 22), figure(10, 11, 12))).toBe("more");
  });

  it("calls a difference inside the noise equal, whichever of the two is the noisy one", () => {
    const steady = figure(100, 101, 102);
    const noisy = figure(90, 110, 130);
    expect(compareFigures(steady, noisy)).toBe("equal");
    expect(compareFigures(noisy, steady)).toBe("equal");
  });

  it("calls steady figures equal that are less than 3 % apart", () => {
    expect(compareFigures(figure(100, 100, 100), figure(102.9, 102.9, 102.9))).toBe("equal");
    expect(compareFigures(figure(100, 100, 100), figure(103.1, 103.1, 103.1))).toBe("less");
  });

  it("is symmetric and calls a figure equal to itself", () => {
    const all = [figure(1, 2, 3), figure(2, 2, 2), figure(50, 60, 55), figure(0), figure(0, 0, 5)];
    const opposite = { less: "more", equal: "equal", more: "less" };
    for (const a of all) {
      expect(compareFigures(a, a)).toBe("equal");
      for (const b of all) expect(compareFigures(b, a)).toBe(opposite[compareFigures(a, b)]);
    }
  });
});

describe("noise", () => {
  it("is the wider middle half, and never nothing for figures that are not zero", () => {
    expect(noiseOf([figure(10, 20, 30), figure(100, 100, 100)])).toBe(10);
    expect(noiseOf([figure(100)])).toBe(3);
    expect(noiseOf([])).toBe(0);
  });

  it("is told where the middle half is wider than 5 % of the median", () => {
    expect(isNoisy(figure(100, 100, 104, 104))).toBe(false);
    expect(isNoisy(figure(90, 100, 110))).toBe(true);
  });
});
