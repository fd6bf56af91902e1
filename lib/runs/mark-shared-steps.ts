import type { BuildView, StepView } from "./schemas.ts";

/**
 * Says of each cached step which build of the same run did it, where one did. By its name: a stage, a place in it and
 * an instruction; the engine's digest is another one where the context was sent again.
 */
export function markSharedSteps(builds: readonly BuildView[]): BuildView[] {
  const doneBy = new Map<string, BuildView>();
  for (const build of builds) {
    for (const step of build.steps) if (isDone(step)) doneBy.set(step.name, build);
  }
  return builds.map((build) => ({
    ...build,
    steps: build.steps.map((step) => {
      const other = step.status === "cached" ? doneBy.get(step.name) : undefined;
      return other && other !== build ? { ...step, sharedWith: other.variant } : step;
    }),
  }));
}

/** Only what the Dockerfile says counts: BuildKit does its own steps for each build. */
function isDone({ name, status }: StepView): boolean {
  return status === "completed" && /^\[(?!internal\])[^\]]+\] /.test(name);
}
