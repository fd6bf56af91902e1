import { describe, expect, it } from "vitest";
import { findSizes, toSparklineBars, toSparklinePoints } from "./sparkline.ts";

const line = { service: "tiny", recipe: "default", variant: "scratch" as const };

describe("findSizes", () => {
  it("ends at the run of the row and shows the last 24", () => {
    const runs = Array.from({ length: 60 }, (_, index) => 2 * index + 1);
    const all = [{ ...line, runs, sizes: runs.map((run) => run * 10) }];
    expect(findSizes(all, { ...line, untilRun: 7 })).toEqual([10, 30, 50, 70]);
    expect(findSizes(all, line)).toHaveLength(24);
    expect(findSizes(all, line).at(-1)).toBe(1190);
    expect(findSizes(all, { ...line, recipe: "small" })).toEqual([]);
  });
});

describe("toSparklineBars", () => {
  const box = { width: 60, height: 10 };
  it("stands bars on the floor, as high as they are against the most, and none too low to be seen", () => {
    expect(toSparklineBars([50, 100, 0], box)).toEqual([
      { x: 0, y: 5, width: 8, height: 5 },
      { x: 10, y: 0, width: 8, height: 10 },
      { x: 20, y: 9, width: 8, height: 1 },
    ]);
  });
  it("keeps twelve inside the box", () => {
    const last = toSparklineBars(Array(12).fill(1), box).at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(box.width);
    expect(last?.width).toBeGreaterThan(2);
  });
});

describe("toSparklinePoints", () => {
  const box = { width: 60, height: 10 };
  it("puts the least at the bottom and the most at the top", () => {
    expect(toSparklinePoints([5, 1, 3], box)).toEqual([
      { x: 0, y: 0 },
      { x: 30, y: 10 },
      { x: 60, y: 5 },
    ]);
  });
  it("draws what never moved in the middle", () => {
    expect(toSparklinePoints([4, 4], box).map(({ y }) => y)).toEqual([5, 5]);
    expect(toSparklinePoints([4], box)).toEqual([{ x: 60, y: 5 }]);
  });
});
