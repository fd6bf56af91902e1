import { isGoing } from "@/lib/job-status.ts";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";

/**
 * The build that is shown: the one asked for; else, while the run goes, the one that was shown as long as it is still
 * building, then one that is building, then the next to be built; else, when all has ended, one that failed, then the
 * one that was shown, then the first.
 */
export function chooseBuild(
  run: RunView,
  wanted: string | undefined,
  shown?: string | undefined,
): BuildView | undefined {
  const asked = run.builds.find((build) => build.variant === wanted);
  if (asked) return asked;
  const last = run.builds.find((build) => build.variant === shown);
  if (!run.builds.some(isGoing)) {
    return run.builds.find((build) => build.status === "failed") ?? last ?? run.builds[0];
  }
  if (last?.status === "running") return last;
  return run.builds.find((build) => build.status === "running") ?? run.builds.find(isGoing);
}
