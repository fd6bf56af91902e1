/** Steps that people count time in, in milliseconds, each with the minor step that divides it. */
const STEPS: readonly (readonly [majorMs: number, minorMs: number])[] = [
  [100, 20],
  [500, 100],
  [1_000, 200],
  [2_000, 500],
  [5_000, 1_000],
  [10_000, 2_000],
  [30_000, 5_000],
  [60_000, 10_000],
  [120_000, 30_000],
  [300_000, 60_000],
  [600_000, 120_000],
  [1_800_000, 300_000],
  [3_600_000, 600_000],
  [7_200_000, 1_800_000],
  [21_600_000, 3_600_000],
  [86_400_000, 21_600_000],
];

const MAX_LABELS = 7;

export type TimeTick = {
  ms: number;
  /** 0..1 along the axis */
  ratio: number;
  isMajor: boolean;
};

/** Ruler ticks for 0..spanMs: at most seven labelled ones, on whole seconds, minutes or hours where it is long enough. */
export function toTimeTicks(spanMs: number): TimeTick[] {
  const span = Math.max(1, spanMs);
  const last = STEPS[STEPS.length - 1] ?? [span, span];
  const [majorMs, minorMs] = STEPS.find(([major]) => span / major < MAX_LABELS) ?? [
    Math.ceil(span / MAX_LABELS / last[0]) * last[0],
    last[0],
  ];
  const count = Math.floor(span / minorMs);
  return Array.from({ length: count + 1 }, (_, index) => {
    const ms = index * minorMs;
    return { ms, ratio: ms / span, isMajor: ms % majorMs === 0 };
  });
}
