import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thinLine } from "./thin-line.ts";

type Point = { x: number; size: number; other: number | undefined; mark?: string };

const thin = (points: readonly Point[], columns: number) =>
  thinLine(points, {
    columns,
    place: (point) => point.x,
    first: points[0]?.x ?? 0,
    last: points.at(-1)?.x ?? 0,
    figures: [(point) => point.size, (point) => point.other],
    marks: (point) => (point.mark ? [point.mark] : []),
  });

const line = fc
  .array(
    fc.record({
      step: fc.nat({ max: 5 }),
      size: fc.nat({ max: 1000 }),
      other: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 400 },
  )
  .map((steps) => {
    let x = 0;
    return steps.map(({ step, ...rest }): Point => {
      x += step;
      return { x, ...rest };
    });
  });

describe("thinLine", () => {
  it("keeps order, ends and extremes, makes up nothing and stays within its bound", () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 20 }), (points, columns) => {
        const kept = thin(points, columns);
        expect(kept).toEqual(points.filter((point) => kept.includes(point)));
        expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
        const sizes = (of: readonly Point[]) => of.map((point) => point.size);
        expect(Math.max(...sizes(kept))).toBe(Math.max(...sizes(points)));
        expect(Math.min(...sizes(kept))).toBe(Math.min(...sizes(points)));
        expect(kept.length).toBeLessThanOrEqual(columns * 4 + 2);
      }),
    );
  });

  it("keeps a peak of one point among ten thousand, and every marked one", () => {
    const points = Array.from({ length: 10_000 }, (_, x): Point => ({ x, size: 100, other: undefined }));
    points[4_321] = { x: 4_321, size: 101, other: undefined };
    points[7_000] = { x: 7_000, size: 100, other: undefined, mark: "base" };
    const kept = thin(points, 50);
    expect(kept).toContain(points[4_321]);
    expect(kept).toContain(points[7_000]);
    expect(kept.length).toBeLessThan(60);
  });

  it("leaves a short line whole, also where all its points are at one place", () => {
    const points = Array.from({ length: 20 }, (): Point => ({ x: 1, size: 1, other: 1 }));
    expect(thin(points, 10)).toHaveLength(20);
    expect(thin([...points, ...points], 10)).toHaveLength(2);
  });
});
