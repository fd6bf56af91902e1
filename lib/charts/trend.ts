import { type SizeUnit, UNIT_BYTES } from "../format.ts";
import type { TrendAxis, TrendLine, TrendPoint, Trends } from "../trends/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import type { Measure } from "./measuring.ts";

export const TREND_FIGURES = ["size", "findings", "layers", "time"] as const;
export type TrendFigure = (typeof TREND_FIGURES)[number];

/** A point of a line; the places are shares (0..1) of the plot, `up` from its lower edge. */
export type TrendDot = { right: number; up: number; value: number; isLowerBound: boolean; point: TrendPoint };

export type TrendChartLine = {
  variant: VariantId;
  dots: TrendDot[];
  /** Builds whose figure nobody knows: they lie below the axis. */
  unknown: { right: number; point: TrendPoint }[];
};

export type TrendChart = {
  figure: TrendFigure;
  unit: string;
  /** Where the vertical axis begins; more than 0 where all values lie close together, and the page says so. */
  least: number;
  most: number;
  step: number;
  ticks: { up: number; value: number }[];
  lines: TrendChartLine[];
  limits: TrendLimit[];
};

/** A budget's limit as a line over the plot, which is told by words where there is room for them. */
export type TrendLimit = {
  variant: VariantId;
  up: number;
  value: number;
  isTold: boolean;
  /** The words stand below the line, for a curve ends where they would be. */
  isBelow: boolean;
};

/** Where a point lies along the axis, as a share of its length. */
export function toPlacement(trends: Trends): (point: Pick<TrendPoint, "at" | "place">) => number {
  const [first, last] = endsOf(trends);
  const width = last - first;
  return (point) => (width > 0 ? (axisValue(point, trends.by) - first) / width : 0.5);
}

function axisValue(point: Pick<TrendPoint, "at" | "place">, by: TrendAxis): number {
  return by === "run" ? point.place : Date.parse(point.at);
}

function endsOf({ lines, by }: Trends): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const { points } of lines) {
    const [head, tail] = [points[0], points.at(-1)];
    if (!head || !tail) continue;
    first = Math.min(first, axisValue(head, by));
    last = Math.max(last, axisValue(tail, by));
  }
  return [first, last];
}

/** Up to six builds whose run or time is written below the axis, evenly spread over it. */
export function toAxisTicks(trends: Trends, count = 6): { right: number; point: TrendPoint }[] {
  const place = toPlacement(trends);
  const points = trends.lines.flatMap((line) => line.points).toSorted((a, b) => place(a) - place(b));
  const ticks: { right: number; point: TrendPoint }[] = [];
  for (let index = 0; index < count; index += 1) {
    const wanted = count > 1 ? index / (count - 1) : 0;
    const point = nearest(points, wanted, place);
    if (!point) continue;
    const right = place(point);
    const previous = ticks.at(-1);
    if (!previous || right - previous.right > 0.6 / count) ticks.push({ right, point });
  }
  return ticks;
}

function nearest<P>(points: readonly P[], wanted: number, place: (point: P) => number): P | undefined {
  let best: P | undefined;
  for (const point of points) {
    if (!best || Math.abs(place(point) - wanted) < Math.abs(place(best) - wanted)) best = point;
  }
  return best;
}

/** What a variant may weigh at most, in the measure that is drawn. */
export type SizeLimit = { variant: VariantId; limitBytes: number };

/**
 * One figure of every line on one axis, that of size with the limits of budgets. Bytes come in `unit`, build times in
 * seconds where the longest is short, else in minutes.
 */
export function toTrendChart(
  trends: Trends,
  figure: TrendFigure,
  look: { measure: Measure; unit: SizeUnit; limits?: readonly SizeLimit[] },
): TrendChart {
  const time = toTimeUnit(trends);
  const read = READERS[figure]({ ...look, timeMs: time.ms });
  const place = toPlacement(trends);
  const limits = figure === "size" ? toLimits(trends, look.limits ?? [], look.unit) : [];
  const values = trends.lines.flatMap(({ points }) => points.flatMap((point) => read(point) ?? []));
  const axis = toValueAxis(
    [...values, ...limits.map(({ value }) => value)],
    figure === "findings" || figure === "layers",
  );
  const up = (value: number) => (value - axis.least) / (axis.most - axis.least);
  const lines = trends.lines.map((line) =>
    toChartLine(line, {
      read,
      place,
      up,
      isLowerBound: (point) => figure === "findings" && point.findings.isLowerBound,
    }),
  );
  const ends = lines.flatMap((line) => line.dots.at(-1)?.up ?? []);
  return {
    figure,
    unit: { size: look.unit, findings: "findings", layers: "layers", time: time.unit }[figure],
    ...axis,
    ticks: axis.values.map((value) => ({ value, up: up(value) })),
    limits: placeLimits(limits, up, ends),
    lines,
  };
}

/** Of the variants that are drawn, the lowest first. */
function toLimits({ lines }: Trends, limits: readonly SizeLimit[], unit: SizeUnit) {
  return limits
    .filter(({ variant }) => lines.some((line) => line.variant === variant))
    .map(({ variant, limitBytes }) => ({ variant, value: limitBytes / UNIT_BYTES[unit] }))
    .sort((a, b) => a.value - b.value);
}

/** Words need this share of the plot's height to themselves. */
const WORDS_ROOM = 0.09;

function placeLimits(
  limits: readonly { variant: VariantId; value: number }[],
  up: (value: number) => number,
  ends: readonly number[],
): TrendLimit[] {
  let told = -Infinity;
  return limits.map((limit) => {
    const height = up(limit.value);
    const isTold = height - told >= WORDS_ROOM;
    if (isTold) told = height;
    const isBelow = ends.some((end) => end >= height && end < height + WORDS_ROOM);
    return { ...limit, up: height, isTold, isBelow };
  });
}

const SHORT_MS = 3 * 60_000;

function toTimeUnit({ lines }: Trends): { unit: "s" | "min"; ms: number } {
  const isShort = lines.every(({ points }) => points.every(({ buildMs = 0 }) => buildMs < SHORT_MS));
  return isShort ? { unit: "s", ms: 1000 } : { unit: "min", ms: 60_000 };
}

type Reader = (point: TrendPoint) => number | undefined;

const READERS: Record<TrendFigure, (look: { measure: Measure; unit: SizeUnit; timeMs: number }) => Reader> = {
  size:
    ({ measure, unit }) =>
    (point) => {
      const bytes = measure === "compressed" ? point.compressedBytes : point.sizeBytes;
      return bytes === undefined ? undefined : bytes / UNIT_BYTES[unit];
    },
  findings: () => (point) => point.findings.count,
  layers: () => (point) => point.layers,
  time:
    ({ timeMs }) =>
    (point) =>
      point.buildMs === undefined ? undefined : point.buildMs / timeMs,
};

type LineReading = {
  read: Reader;
  place: (point: TrendPoint) => number;
  up: (value: number) => number;
  isLowerBound: (point: TrendPoint) => boolean;
};

function toChartLine(
  { variant, points }: TrendLine,
  { read, place, up, isLowerBound }: LineReading,
): TrendChartLine {
  const line: TrendChartLine = { variant, dots: [], unknown: [] };
  for (const point of points) {
    const value = read(point);
    const right = place(point);
    if (value === undefined) line.unknown.push({ right, point });
    else line.dots.push({ right, up: up(value), value, isLowerBound: isLowerBound(point), point });
  }
  return line;
}

const MOST_TICKS = 5;

/** The least 1, 2 or 5 times a power of ten that is not below `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => power * factor >= least) ?? 10);
}

/** A line's builds in order, in pieces: none goes through a build whose figure nobody knows. */
export function toPieces({ dots, unknown }: TrendChartLine): TrendDot[][] {
  const pieces: TrendDot[][] = [];
  let next = 0;
  let piece: TrendDot[] = [];
  for (const dot of dots) {
    let isCut = false;
    for (let gap = unknown[next]; gap && gap.right < dot.right; gap = unknown[next]) {
      next += 1;
      isCut = true;
    }
    if (isCut && piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
    piece.push(dot);
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}

/** From 0, unless everything lies in the upper quarter: then a growth of 1 % would not be seen. */
function toValueAxis(values: readonly number[], isWhole: boolean) {
  let [low, high] = [Infinity, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const start = values.length > 0 && low > high * 0.75 && !isWhole ? low : 0;
  const span = high - start || high * 0.1 || 1;
  const step = Math.max(niceStep((span * 1.1) / MOST_TICKS), isWhole ? 1 : 0);
  const least = Math.max(0, Math.floor((start > 0 ? start - span * 0.1 : 0) / step) * step);
  const most = Math.max(least + step, Math.ceil((high + span * 0.04) / step - 1e-9) * step);
  const count = Math.round((most - least) / step);
  return {
    least,
    most,
    step,
    values: Array.from({ length: count + 1 }, (_, index) => Number((least + index * step).toPrecision(12))),
  };
}
