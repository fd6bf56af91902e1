import type { TimelineRow } from "@/lib/charts/timeline.ts";
import { formatCount, formatSeconds } from "@/lib/format.ts";
import type { BuildView } from "@/lib/runs/schemas.ts";

/** Under a build's name: what it did, does or waits for, in a few words. */
export function toBuildNote(build: BuildView): string {
  const attempt = build.attempt > 1 ? `attempt ${build.attempt}, ` : "";
  if (build.status === "queued") return build.waitingFor ?? `${attempt}waits for its turn`;
  if (build.status === "running") {
    if (build.cancelRequested) return "cancelling";
    if (build.waitingFor) return build.waitingFor;
    const step = build.steps.findLast((candidate) => candidate.status === "running") ?? build.steps.at(-1);
    const about = build.estimateMs === undefined ? "" : `, about ${formatSeconds(build.estimateMs)} s`;
    return `${attempt}${step ? `step ${step.index}` : "starting"}${about}`;
  }
  if (build.steps.length === 0) return `${attempt}no step begun`;
  return `${attempt}${formatCount(build.steps.length)} steps, ${build.cachedSteps} cached`;
}

/** The one remark that stands beside a build's bar. */
export function toBarLabel(build: BuildView, row: TimelineRow): string {
  const failed = build.attempts.findLast((attempt) => attempt.status === "failed");
  if (failed?.finishedAt) {
    const took = formatSeconds(Date.parse(failed.finishedAt) - Date.parse(failed.startedAt));
    return `attempt ${failed.number} failed after ${took} s`;
  }
  if (build.status === "queued") {
    return build.estimateMs === undefined ? "" : `estimate ${formatSeconds(build.estimateMs)} s`;
  }
  if (isAllCached(build)) return "every step cached";
  if (row.serviceMs === 0) return "";
  return `service and image ${formatSeconds(row.serviceMs)} s`;
}

/** True where nothing of the Dockerfile ran; BuildKit's own steps (context, metadata, export) always do. */
function isAllCached(build: BuildView): boolean {
  const own = build.steps.filter(
    (step) => /^\[[^\]]+\] (?!FROM )/.test(step.name) && !step.name.startsWith("[internal]"),
  );
  return own.length > 0 && own.every((step) => step.status === "cached");
}

/** A step's name for one line: without mounts and runs of blanks. */
export function toStepName(name: string): string {
  return name
    .replaceAll(/--(?:mount|network|security)=\S+\s*/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** `1.2 s` a step took, `cached`, `shared` where another build of the run did it, or a dash while it has not begun; `nowMs` ends one that runs. */
export function toStepTime(step: BuildView["steps"][number], nowMs: number): string {
  if (step.status === "cached") return step.sharedWith ? "shared" : "cached";
  if (!step.startedAt) return "–";
  const endMs = step.finishedAt ? Date.parse(step.finishedAt) : Math.max(nowMs, Date.parse(step.startedAt));
  return `${formatSeconds(endMs - Date.parse(step.startedAt))} s`;
}
