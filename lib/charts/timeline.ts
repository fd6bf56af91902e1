import { isGoing } from "../job-status.ts";
import type { BuildView, RunView, StepView } from "../runs/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import { type Interval, mergeIntervals, subtractIntervals, totalMs } from "./intervals.ts";
import { type TimeTick, toTimeTicks } from "./time-axis.ts";

export type SegmentKind = "dependencies" | "service" | "failed" | "expected";

/** A bar's part; both ratios are 0..1 of the axis. */
export type Segment = { kind: SegmentKind; startRatio: number; widthRatio: number; ms: number };

export type TimelineRow = {
  variant: VariantId;
  /** In order of time. */
  segments: Segment[];
  dependenciesMs: number;
  serviceMs: number;
  /** Of the attempt shown; absent while it waits. */
  tookMs: number | undefined;
};

export type Timeline = {
  startMs: number;
  spanMs: number;
  ticks: TimeTick[];
  /** Where now is, while something runs. */
  nowRatio: number | undefined;
  rows: TimelineRow[];
  /** Attempts from long before, which would leave no room for the others. */
  hiddenAttempts: number;
};

const LONG_PAUSE_MS = 10 * 60_000;
/** A pause of this part of the axis is no pixel wide. */
const UNSEEN_RATIO = 0.003;

/** The run as bars over wall time; `nowMs` is where an unfinished bar ends. Pure: same input, same drawing. */
export function toTimeline(run: RunView, nowMs: number): Timeline {
  const isActive = run.builds.some(isGoing);
  const all = run.builds.flatMap((build) => build.attempts.map((attempt) => toInterval(attempt, nowMs)));
  const startMs = startOfLastStretch(all) ?? Date.parse(run.startedAt ?? run.createdAt);
  const lastMs = Math.max(...all.map((interval) => interval.endMs), startMs, isActive ? nowMs : 0);
  const expectedMs = Math.max(...run.builds.map((build) => expectedEndMs(build, nowMs)), lastMs);
  const spanMs = Math.max(1_000, (expectedMs - startMs) * 1.04);
  const place = (kind: SegmentKind, { startMs: from, endMs }: Interval): Segment => ({
    kind,
    startRatio: clamp((from - startMs) / spanMs),
    widthRatio: clamp((endMs - from) / spanMs),
    ms: endMs - from,
  });
  return {
    startMs,
    spanMs,
    ticks: toTimeTicks(spanMs),
    nowRatio: isActive ? clamp((nowMs - startMs) / spanMs) : undefined,
    rows: run.builds.map((build) => toRow(build, { startMs, spanMs, nowMs, place })),
    hiddenAttempts: all.filter((interval) => interval.startMs < startMs).length,
  };
}

type Frame = {
  startMs: number;
  spanMs: number;
  nowMs: number;
  place: (kind: SegmentKind, interval: Interval) => Segment;
};

function toRow(build: BuildView, { startMs, spanMs, nowMs, place }: Frame): TimelineRow {
  const attempts = build.attempts.filter((attempt) => Date.parse(attempt.startedAt) >= startMs);
  const failed = attempts.filter((attempt) => attempt.status === "failed");
  const current = attempts.find((attempt) => attempt.number === build.attempt);
  const isFailed = current?.status === "failed";
  const steps = build.steps.filter((step) => step.status !== "cached" && isDependencyStep(step));
  // A step that never said it ended did so with its attempt.
  const untilMs = current?.finishedAt ? Date.parse(current.finishedAt) : nowMs;
  const dependencies = mergeIntervals(
    steps.map((step) => toInterval(step, untilMs)),
    spanMs * UNSEEN_RATIO,
  );
  // Whatever else an attempt does is the service's: context, compile, export, measuring.
  const rest = current ? subtractIntervals([toInterval(current, nowMs)], dependencies) : [];
  const segments = [
    ...failed.map((attempt) => place("failed", toInterval(attempt, nowMs))),
    ...(isFailed ? [] : dependencies.map((interval) => place("dependencies", interval))),
    ...(isFailed ? [] : rest.map((interval) => place("service", interval))),
    ...toExpected(build, nowMs).map((interval) => place("expected", interval)),
  ];
  return {
    variant: build.variant,
    segments: segments.toSorted((a, b) => a.startRatio - b.startRatio),
    dependenciesMs: totalMs(dependencies),
    serviceMs: totalMs(rest),
    tookMs: current ? toInterval(current, nowMs).endMs - Date.parse(current.startedAt) : undefined,
  };
}

/** Stages of lab/Dockerfile that an edit of the service does not run again. */
export function isDependencyStep(step: Pick<StepView, "name">): boolean {
  return /^\[(?:\S+\/\S+ )?(?:deps|features|crates|host-crates)\b/.test(step.name);
}

function toInterval(
  part: { startedAt?: string | undefined; finishedAt?: string | undefined },
  nowMs: number,
) {
  const startMs = part.startedAt ? Date.parse(part.startedAt) : nowMs;
  return { startMs, endMs: part.finishedAt ? Date.parse(part.finishedAt) : Math.max(startMs, nowMs) };
}

/** While a build waits, what it will take, drawn from now on; the rest of a running one's estimate. */
function toExpected(build: BuildView, nowMs: number): Interval[] {
  if (build.status !== "queued" || build.estimateMs === undefined) return [];
  return [{ startMs: nowMs, endMs: nowMs + build.estimateMs }];
}

function expectedEndMs(build: BuildView, nowMs: number): number {
  if (build.estimateMs === undefined) return 0;
  if (build.status === "queued") return nowMs + build.estimateMs;
  if (build.status === "running" && build.startedAt) return Date.parse(build.startedAt) + build.estimateMs;
  return 0;
}

/** A build that is tried again a day later starts a new stretch: the axis shows the last one. */
function startOfLastStretch(intervals: readonly Interval[]): number | undefined {
  let start: number | undefined;
  let end = 0;
  for (const interval of intervals.toSorted((a, b) => a.startMs - b.startMs)) {
    if (start === undefined || interval.startMs - end > LONG_PAUSE_MS) start = interval.startMs;
    end = Math.max(end, interval.endMs);
  }
  return start;
}

function clamp(ratio: number): number {
  return Math.min(1, Math.max(0, ratio));
}
