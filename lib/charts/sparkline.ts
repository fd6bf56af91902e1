import type { Sparkline } from "../trends/schemas.ts";
import type { VariantId } from "../variants/variants.ts";

/** As many builds as a row has room for. */
const SHOWN = 24;

/** From one bar to the next, where there are few. */
const MOST_STEP = 10;

export type SparklineOf = { service: string; recipe: string; variant: VariantId; untilRun?: number };

/** The last sizes of one service, recipe and variant, as they were after a run; empty where it was never built. */
export function findSizes(sparklines: readonly Sparkline[], of: SparklineOf): number[] {
  const { service, recipe, variant, untilRun = Infinity } = of;
  const own = sparklines.find(
    (line) => line.service === service && line.recipe === recipe && line.variant === variant,
  );
  if (!own) return [];
  return own.sizes.filter((_, index) => (own.runs[index] ?? Infinity) <= untilRun).slice(-SHOWN);
}

/** Bars in a box, side by side from its floor, as high as their values are against the most; none is too low to be seen. */
export function toSparklineBars(
  values: readonly number[],
  box: { width: number; height: number },
): { x: number; y: number; width: number; height: number }[] {
  const most = Math.max(...values);
  const step = Math.min(MOST_STEP, box.width / values.length);
  return values.map((value, index) => {
    const height = most > 0 ? Math.max(1, (value / most) * box.height) : 1;
    return { x: index * step, y: box.height - height, width: step - Math.min(2, step / 3), height };
  });
}

/** Points in a box, fitted to the values from the least to the most; a line that never moved lies in the middle. */
export function toSparklinePoints(
  values: readonly number[],
  box: { width: number; height: number },
): { x: number; y: number }[] {
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  return values.map((value, index) => ({
    x: values.length > 1 ? (index / (values.length - 1)) * box.width : box.width,
    y: span > 0 ? box.height * (1 - (value - least) / span) : box.height / 2,
  }));
}
