import type { TrendChart as Chart } from "@/lib/charts/trend.ts";
import type { TrendPoint } from "@/lib/trends/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { PLOT_HEIGHT } from "./geometry.ts";

/** The build that a pointer or the arrow keys are at. */
export type Pointed = { variant: VariantId; point: TrendPoint };

/** Where a build is drawn; undefined where it has no figure. */
export function findDot(chart: Chart, { variant, point }: Pointed) {
  return chart.lines
    .find((line) => line.variant === variant)
    ?.dots.find((dot) => dot.point.buildId === point.buildId);
}

/** The build whose place is the nearest to the pointer; how far it is sideways counts three times. */
export function findNearest(chart: Chart, x: number, y: number, width: number): Pointed | undefined {
  let best: { distance: number; pointed: Pointed } | undefined;
  for (const { variant, dots, unknown } of chart.lines) {
    for (const { right, point, up } of [...dots, ...unknown.map((each) => ({ ...each, up: 0 }))]) {
      const distance = (3 * (right * width - x)) ** 2 + ((1 - up) * PLOT_HEIGHT - y) ** 2;
      if (!best || distance < best.distance) best = { distance, pointed: { variant, point } };
    }
  }
  return best?.pointed;
}

/** A variant’s builds from left to right, those without a figure too. */
function allOf(chart: Chart, variant: VariantId | undefined): Pointed[] {
  const line = chart.lines.find((each) => each.variant === variant) ?? chart.lines[0];
  if (!line) return [];
  return [...line.dots, ...line.unknown]
    .toSorted((a, b) => a.right - b.right)
    .map(({ point }) => ({ variant: line.variant, point }));
}

/** The build before (-1) or after (1) on the same line; the newest one where none is pointed at. */
export function walk(chart: Chart, pointed: Pointed | undefined, step: number): Pointed | undefined {
  const line = allOf(chart, pointed?.variant);
  if (!pointed) return line.at(-1);
  const here = line.findIndex(({ point }) => point.buildId === pointed.point.buildId);
  return line[Math.min(line.length - 1, Math.max(0, here + step))];
}

/** The build at about the same place on the line above (-1) or below (1), as they end on the right. */
export function changeLine(
  chart: Chart,
  pointed: Pointed,
  place: (point: TrendPoint) => number,
  step: number,
): Pointed | undefined {
  const lines = chart.lines.toSorted((a, b) => (b.dots.at(-1)?.up ?? 0) - (a.dots.at(-1)?.up ?? 0));
  const here = lines.findIndex((line) => line.variant === pointed.variant);
  const next = lines[Math.min(lines.length - 1, Math.max(0, here + step))];
  const wanted = place(pointed.point);
  return allOf(chart, next?.variant).toSorted(
    (a, b) => Math.abs(place(a.point) - wanted) - Math.abs(place(b.point) - wanted),
  )[0];
}
