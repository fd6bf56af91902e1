import type { BuildView, RunView } from "@/lib/runs/schemas.ts";

/** The build shown without a choice: one that failed, else one that runs, else the first. */
export function chooseBuild(run: RunView, wanted: string | undefined): BuildView | undefined {
  return (
    run.builds.find((build) => build.variant === wanted) ??
    run.builds.find((build) => build.status === "failed") ??
    run.builds.find((build) => build.status === "running") ??
    run.builds[0]
  );
}
