import { describe, expect, it } from "vitest";
import type { TrendChart } from "@/lib/charts/trend.ts";
import type { TrendPoint } from "@/lib/trends/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { PLOT_HEIGHT } from "./geometry.ts";
import { changeLine, findDot, findNearest, walk } from "./pointing.ts";

const point = (buildId: string, place: number): TrendPoint => ({
  buildId,
  imageId: `sha256:${buildId}`,
  run: { id: buildId, number: place + 1 },
  recipe: "default",
  at: "2026-11-01T00:00:00.000Z",
  place,
  sizeBytes: 1,
  layers: 1,
  standIn: false,
  findings: { state: "not-scannable", isLowerBound: false },
});

/** Builds at 0, a half and 1 of the plot's width; one without a height has no figure. */
function line(variant: VariantId, ups: (number | undefined)[]): TrendChart["lines"][number] {
  const places = ups.map((up, place) => ({
    up,
    right: place / 2,
    point: point(`${variant}${place}`, place),
  }));
  return {
    variant,
    dots: places.flatMap(({ up, ...rest }) =>
      up === undefined ? [] : [{ ...rest, up, value: up, isLowerBound: false }],
    ),
    unknown: places.flatMap(({ up, ...rest }) => (up === undefined ? [rest] : [])),
  };
}

const chart: TrendChart = {
  figure: "size",
  unit: "MB",
  least: 0,
  most: 1,
  step: 1,
  ticks: [],
  lines: [line("scratch", [0.1, undefined, 0.2]), line("debian-slim", [0.8, 0.9, 0.8])],
  limits: [],
};
const idOf = (pointed: ReturnType<typeof walk>) => pointed?.point.buildId;
const at = (variant: VariantId, place: number) => ({ variant, point: point(`${variant}${place}`, place) });

describe("walk", () => {
  it("begins at the newest build, passes those without a figure, and stops at both ends", () => {
    expect(idOf(walk(chart, undefined, -1))).toBe("scratch2");
    expect(idOf(walk(chart, at("scratch", 2), -1))).toBe("scratch1");
    expect(idOf(walk(chart, at("scratch", 0), -1))).toBe("scratch0");
    expect(idOf(walk(chart, at("scratch", 2), 1))).toBe("scratch2");
  });
});

describe("changeLine", () => {
  it("goes to the same place on the line above or below, and stays on the outermost", () => {
    const place = ({ place: own }: TrendPoint) => own / 2;
    expect(idOf(changeLine(chart, at("scratch", 0), place, -1))).toBe("debian-slim0");
    expect(idOf(changeLine(chart, at("debian-slim", 1), place, 1))).toBe("scratch1");
    expect(idOf(changeLine(chart, at("debian-slim", 1), place, -1))).toBe("debian-slim1");
  });
});

describe("findNearest", () => {
  it("takes the build whose place is the nearest, and one without a figure at the foot", () => {
    expect(idOf(findNearest(chart, 5, 0.15 * PLOT_HEIGHT, 1000))).toBe("debian-slim0");
    expect(idOf(findNearest(chart, 495, PLOT_HEIGHT, 1000))).toBe("scratch1");
  });
});

describe("findDot", () => {
  it("is nothing for a build without a figure", () => {
    expect(findDot(chart, at("scratch", 2))?.up).toBe(0.2);
    expect(findDot(chart, at("scratch", 1))).toBeUndefined();
  });
});
