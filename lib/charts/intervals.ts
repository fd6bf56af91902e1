/** A stretch of time, in milliseconds since the epoch. */
export type Interval = { startMs: number; endMs: number };

/** The same time covered, in order, without overlaps or pauses up to `pauseMs`; empty stretches are dropped. */
export function mergeIntervals(intervals: readonly Interval[], pauseMs = 0): Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.startMs - b.startMs)) {
    if (next.endMs <= next.startMs) continue;
    const last = merged.at(-1);
    if (last && next.startMs <= last.endMs + pauseMs) last.endMs = Math.max(last.endMs, next.endMs);
    else merged.push({ ...next });
  }
  return merged;
}

/** What of `intervals` lies outside `holes`. Both may overlap in any way. */
export function subtractIntervals(intervals: readonly Interval[], holes: readonly Interval[]): Interval[] {
  const merged = mergeIntervals(holes);
  return mergeIntervals(intervals).flatMap((interval) => {
    const rest: Interval[] = [];
    let startMs = interval.startMs;
    for (const hole of merged) {
      if (hole.endMs <= startMs || hole.startMs >= interval.endMs) continue;
      if (hole.startMs > startMs) rest.push({ startMs, endMs: hole.startMs });
      startMs = Math.max(startMs, hole.endMs);
    }
    if (startMs < interval.endMs) rest.push({ startMs, endMs: interval.endMs });
    return rest;
  });
}

/** How long they are together, overlaps counted once. */
export function totalMs(intervals: readonly Interval[]): number {
  return mergeIntervals(intervals).reduce((sum, interval) => sum + interval.endMs - interval.startMs, 0);
}
