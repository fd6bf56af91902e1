import { describe, expect, it } from "vitest";
import type { TrendPoint, Trends } from "../trends/schemas.ts";
import { toAxisTicks, toPieces, toTrendChart } from "./trend.ts";

function point(place: number, rest: Partial<TrendPoint> = {}): TrendPoint {
  return {
    buildId: `b${place}`,
    imageId: `sha256:${place}`,
    run: { id: `r${place}`, number: place + 1 },
    recipe: "default",
    at: new Date(Date.UTC(2026, 10, 1 + place * place)).toISOString(),
    place,
    sizeBytes: 30_000_000 + place * 100_000,
    layers: 9,
    buildMs: 90_000,
    standIn: false,
    findings: { state: "count", count: place, isLowerBound: false, packages: 9 },
    ...rest,
  };
}

function trends(points: TrendPoint[], by: Trends["by"] = "run"): Trends {
  const lines = [{ variant: "scratch" as const, builds: points.length, points }];
  return {
    service: "whoami",
    recipe: "default",
    by,
    builds: points.length,
    shown: points.length,
    lines,
    changes: [],
  };
}

const look = { measure: "uncompressed", unit: "MB" } as const;

describe("toTrendChart", () => {
  it("spreads runs evenly, or time as it passed", () => {
    const points = [0, 1, 2].map((place) => point(place));
    const rights = (by: Trends["by"]) =>
      toTrendChart(trends(points, by), "size", look).lines[0]?.dots.map(({ right }) => right);
    expect(rights("run")).toEqual([0, 0.5, 1]);
    expect(rights("time")).toEqual([0, 0.25, 1]);
  });

  it("begins at 0, or just below the values where those lie close together", () => {
    const close = toTrendChart(trends([point(0), point(3)]), "size", look);
    expect(close.least).toBeGreaterThan(29);
    expect(close.least).toBeLessThan(30);
    const wide = toTrendChart(trends([point(0), point(3, { sizeBytes: 5_000_000 })]), "size", look);
    expect(wide.least).toBe(0);
    for (const { dots } of [...close.lines, ...wide.lines])
      for (const { up } of dots) expect(up).toSatisfy((share: number) => share >= 0 && share <= 1);
  });

  it("counts in whole steps, draws no line through what is unknown, and keeps units", () => {
    const blind = { state: "not-scannable", isLowerBound: false } as const;
    const chart = toTrendChart(trends([point(0), point(1, { findings: blind }), point(2)]), "findings", look);
    expect(chart.lines[0]?.dots.map(({ value }) => value)).toEqual([0, 2]);
    expect(chart.lines[0]?.unknown.map(({ right }) => right)).toEqual([0.5]);
    expect(chart.lines.map(toPieces).flatMap((pieces) => pieces.map((piece) => piece.length))).toEqual([
      1, 1,
    ]);
    expect(chart.step).toBe(1);
    const time = toTrendChart(trends([point(0)]), "time", look);
    expect([time.unit, time.lines[0]?.dots[0]?.value]).toEqual(["s", 90]);
    const long = toTrendChart(trends([{ ...point(0), buildMs: 240_000 }]), "time", look);
    expect([long.unit, long.lines[0]?.dots[0]?.value]).toEqual(["min", 4]);
  });

  it("has room for the limits of the variants it draws, and tells those that stand apart", () => {
    const limits = [
      { variant: "scratch" as const, limitBytes: 60_000_000 },
      { variant: "scratch" as const, limitBytes: 60_500_000 },
      { variant: "alpine" as const, limitBytes: 900_000_000 },
    ];
    const chart = toTrendChart(trends([point(0), point(1)]), "size", { ...look, limits });
    expect(chart.limits.map(({ value, isTold }) => [value, isTold])).toEqual([
      [60, true],
      [60.5, false],
    ]);
    const history = trends([point(0, { sizeBytes: 5_000_000 }), point(1)]);
    const isBelow = (limitBytes: number) =>
      toTrendChart(history, "size", { ...look, limits: [{ variant: "scratch", limitBytes }] }).limits[0]
        ?.isBelow;
    expect([isBelow(29_000_000), isBelow(20_000_000), isBelow(31_000_000)]).toEqual([true, false, false]);
    expect(chart.most).toBeGreaterThan(60.5);
    expect(chart.most).toBeLessThan(100);
    expect(chart.limits[0]?.up).toBeGreaterThan(chart.lines[0]?.dots[1]?.up ?? 1);
    expect(toTrendChart(trends([point(0)]), "layers", { ...look, limits }).limits).toEqual([]);
  });

  it("has finite places for one build, and for none", () => {
    expect(toTrendChart(trends([point(0)]), "size", look).lines[0]?.dots[0]).toMatchObject({ right: 0.5 });
    const none = toTrendChart(trends([]), "size", look);
    expect(none.most).toBeGreaterThan(none.least);
    expect(toAxisTicks(trends([]))).toEqual([]);
  });
});

describe("toAxisTicks", () => {
  it("names few builds, from the first to the last", () => {
    const ticks = toAxisTicks(trends(Array.from({ length: 200 }, (_, place) => point(place))));
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect([ticks[0]?.point.place, ticks.at(-1)?.point.place]).toEqual([0, 199]);
  });
});
