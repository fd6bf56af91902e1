import { type Interval, mergeIntervals, subtractIntervals, totalMs } from "../charts/intervals.ts";
import type { BuildPart, BuildSplit } from "./schemas-build.ts";

export type SplitStep = Partial<Interval> & { name: string; isCached: boolean };

/** Stages of lab/Dockerfile that an edit of the service does not run again. */
const DEPENDENCIES =
  /^\[(?:\S+\/\S+ )?(?:toolchain|auditable|manifests|crates|recipe|host-crates|deps|features)\b/;
const COMPILE = /^\[(?:\S+\/\S+ )?(?:build-|variant-naive)\S* [^\]]*\] RUN/;
const COPY =
  /^\[(?:[^\]]+\] (?:COPY|ADD)\b|skeleton|internal\] load (?:remote )?build context)|^copy \/context/;
const EXPORT = /^(?:exporting|writing|naming)\b/;
/** The naive image takes along what another stage compiled; before that it compiled for itself. */
const TAKEN_ALONG = /^\[(?:\S+\/\S+ )?variant-naive [^\]]*\] RUN --mount=type=bind,from=build-/;

/** What a step does; undefined for the engine's own small steps. */
export function partOfStep(name: string): Exclude<BuildPart, "rest"> | undefined {
  if (/^\[[^\]]+\] FROM\b/.test(name)) return undefined;
  if (TAKEN_ALONG.test(name)) return "copy";
  if (DEPENDENCIES.test(name)) return "dependencies";
  if (COMPILE.test(name)) return "compile";
  if (COPY.test(name)) return "copy";
  return EXPORT.test(name) ? "export" : undefined;
}

/** Time that several steps share is the first one's. */
const CLAIMS = ["compile", "dependencies", "copy", "export"] as const;
const ORDER = ["dependencies", "compile", "copy", "export"] as const;

/** A build's time by what it was spent with; steps that ran side by side count once, so that the parts add up. */
export function splitBuild(whole: Interval, steps: readonly SplitStep[]): BuildSplit {
  const taken: Interval[] = [];
  const times = new Map<BuildPart, number>();
  for (const part of CLAIMS) {
    const own = steps.flatMap(({ name, startMs, endMs }) =>
      partOfStep(name) === part && startMs !== undefined && endMs !== undefined
        ? [{ startMs: Math.max(startMs, whole.startMs), endMs: Math.min(endMs, whole.endMs) }]
        : [],
    );
    const free = subtractIntervals(mergeIntervals(own), taken);
    times.set(part, totalMs(free));
    taken.push(...free);
  }
  const parts = ORDER.flatMap((part) => {
    const own = steps.filter(({ name }) => partOfStep(name) === part);
    if (own.length === 0) return [];
    const cachedSteps = own.filter(({ isCached }) => isCached).length;
    return [{ part, ms: times.get(part) ?? 0, steps: own.length, cachedSteps }];
  });
  const wholeMs = whole.endMs - whole.startMs;
  const rest = { part: "rest" as const, ms: wholeMs - totalMs(taken), steps: 0, cachedSteps: 0 };
  return { totalMs: wholeMs, parts: [...parts, rest] };
}
