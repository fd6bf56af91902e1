import { describe, expect, it } from "vitest";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";
import { buildDoing, toRunProgress } from "./run-progress.ts";

const START = Date.parse("2026-11-22T02:40:00.000Z");

function build(over: Partial<BuildView>): BuildView {
  return {
    id: "0192f0c0-0000-7000-8000-000000000002",
    variant: "scratch",
    status: "running",
    attempt: 1,
    startedAt: new Date(START).toISOString(),
    cancelRequested: false,
    cachedSteps: 0,
    steps: [],
    attempts: [],
    lineCount: 0,
    ...over,
  };
}

function run(builds: BuildView[]): RunView {
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
    createdAt: new Date(START).toISOString(),
    builds,
  };
}

describe("toRunProgress", () => {
  it("counts what has ended and estimates the rest from precedents", () => {
    const going = run([
      build({ status: "succeeded", finishedAt: new Date(START + 1000).toISOString() }),
      build({ variant: "alpine", estimateMs: 20_000 }),
    ]);
    expect(toRunProgress(going, START + 5_000)).toEqual({
      finished: 1,
      total: 2,
      ratio: (1 + 0.25) / 2,
      elapsedMs: 5_000,
      leftMs: 15_000,
    });
  });

  it("promises no end where a build has no precedent, and never says done too early", () => {
    expect(toRunProgress(run([build({})]), START + 5_000).leftMs).toBeUndefined();
    const late = toRunProgress(run([build({ estimateMs: 1_000 })]), START + 60_000);
    expect(late.ratio).toBeLessThan(1);
    expect(late.leftMs).toBeUndefined();
  });
});

describe("buildDoing", () => {
  it("names the step that runs", () => {
    const steps = [
      { index: 1, name: "FROM base", status: "cached" as const },
      { index: 2, name: "RUN --mount=type=secret,id=ca   cargo\n build", status: "running" as const },
    ];
    expect(buildDoing(build({ steps }))).toBe("step 2, RUN cargo build");
  });

  it("says what it waits for", () => {
    expect(buildDoing(build({ status: "queued", waitingFor: "bases: toolchain" }))).toBe("bases: toolchain");
    expect(buildDoing(build({ status: "queued" }))).toBe("waits for its turn");
  });
});
