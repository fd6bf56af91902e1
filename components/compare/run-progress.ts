import { toStepName } from "@/components/runs/build-words.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";

export type RunProgress = {
  finished: number;
  total: number;
  /** 0..1, from what earlier builds took; never 1 while something is still going. */
  ratio: number;
  elapsedMs: number;
  /** Only where every unfinished build has a precedent that it has not outlasted. */
  leftMs?: number;
};

export function buildElapsedMs(build: BuildView, nowMs: number): number {
  if (!build.startedAt) return 0;
  const end = build.finishedAt ? Date.parse(build.finishedAt) : nowMs;
  return Math.max(0, end - Date.parse(build.startedAt));
}

/** 0..1 of one build; undefined where nothing says how long it will take. */
export function buildRatio(build: BuildView, nowMs: number): number | undefined {
  if (!isGoing(build)) return 1;
  if (build.status === "queued") return 0;
  if (!build.estimateMs) return undefined;
  return Math.min(0.97, buildElapsedMs(build, nowMs) / build.estimateMs);
}

/** How far a run is. Builds go side by side, so what is left is the longest of what each has left. */
export function toRunProgress(run: RunView, nowMs: number): RunProgress {
  const going = run.builds.filter(isGoing);
  const total = run.builds.length;
  const ratios = run.builds.map((build) => buildRatio(build, nowMs) ?? 0);
  const start = Date.parse(run.startedAt ?? run.createdAt);
  const end = run.finishedAt ? Date.parse(run.finishedAt) : nowMs;
  const left = going.map((build) => (build.estimateMs ?? 0) - buildElapsedMs(build, nowMs));
  const isForeseen = going.length > 0 && left.every((ms) => ms > 0);
  return {
    finished: total - going.length,
    total,
    ratio: total === 0 ? 1 : ratios.reduce((sum, ratio) => sum + ratio, 0) / total,
    elapsedMs: Math.max(0, end - start),
    ...(isForeseen ? { leftMs: Math.max(...left) } : {}),
  };
}

/** A line has room for what a build waits for, and its run's page for why and what to do. */
function firstSentence(text: string): string {
  return text.replace(/(?<=\.) [A-Z].*$/s, "");
}

/** What a build does now, in a few words. */
export function buildDoing(build: BuildView): string {
  if (build.cancelRequested && isGoing(build)) return "stopping";
  if (build.waitingFor) return firstSentence(build.waitingFor);
  if (build.status === "queued") return "waits for its turn";
  const step = build.steps.findLast((candidate) => candidate.status === "running") ?? build.steps.at(-1);
  if (!step) return "starts";
  return `step ${step.index}, ${toStepName(step.name)}`;
}
