import type { BuildView, RunView } from "@/lib/runs/schemas.ts";

export const MADE_AT = "2026-11-22T02:40:00.000Z";

/** A build that has just begun, with what a test wants otherwise. */
export function madeBuild(over: Partial<BuildView>): BuildView {
  return {
    id: "0192f0c0-0000-7000-8000-000000000002",
    variant: "scratch",
    status: "running",
    attempt: 1,
    cancelRequested: false,
    cachedSteps: 0,
    steps: [],
    attempts: [],
    lineCount: 0,
    ...over,
  };
}

/** A run of these builds that is going. */
export function madeRun(builds: BuildView[]): RunView {
  return {
    id: "0192f0c0-0000-7000-8000-000000000001",
    number: 1,
    service: "tiny",
    recipe: "default",
    recipeSummary: "",
    sourceDigest: "sha256:0",
    platform: "linux/amd64",
    force: false,
    status: "running",
    createdAt: MADE_AT,
    builds,
  };
}
