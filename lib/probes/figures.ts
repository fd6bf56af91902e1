/** Several measurements of one thing. */
export type Figure = {
  median: number;
  /** The middle half of the samples lies between these. */
  low: number;
  high: number;
  /** As they were taken, the first one first. */
  samples: number[];
};

/** Two medians further apart than this share of the smaller one can differ; what is closer never does. */
const LEAST_RATIO = 0.03;
/** Where the middle half is wider than this share of the median, the figure is called noisy. */
const NOISY_RATIO = 0.05;

/** The value below which this share of sorted values lies, between two of them by interpolation; NaN where there are none. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The median of samples and where their middle half lies; undefined where there are none. */
export function toFigure(samples: readonly number[]): Figure | undefined {
  if (samples.length === 0) return undefined;
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    samples: [...samples],
  };
}

/** How far two medians have to lie apart to be told from chance: the wider of the middle halves, and 3 % at least. */
export function noiseOf(figures: readonly Pick<Figure, "median" | "low" | "high">[]): number {
  const widest = Math.max(0, ...figures.map(({ low, high }) => high - low));
  const least = Math.min(...figures.map(({ median }) => Math.abs(median)));
  return Math.max(widest, Number.isFinite(least) ? least * LEAST_RATIO : 0);
}

/** How `a` compares to `b`; `equal` where the difference is inside the noise of the two. */
export function compareFigures(
  a: Pick<Figure, "median" | "low" | "high">,
  b: Pick<Figure, "median" | "low" | "high">,
): "less" | "equal" | "more" {
  const difference = a.median - b.median;
  if (Math.abs(difference) <= noiseOf([a, b])) return "equal";
  return difference < 0 ? "less" : "more";
}

/** Whether the samples scatter so much that a repetition may well give more than 5 % another median. */
export function isNoisy({ median, low, high }: Pick<Figure, "median" | "low" | "high">): boolean {
  return high - low > Math.abs(median) * NOISY_RATIO;
}
