import { describe, expect, it } from "vitest";
import { MADE_AT, madeBuild, madeRun } from "@/components/runs/testing/made-run.ts";
import type { BuildView } from "@/lib/runs/schemas.ts";
import { buildDoing, toRunProgress } from "./run-progress.ts";

const START = Date.parse(MADE_AT);
const build = (over: Partial<BuildView>) => madeBuild({ startedAt: MADE_AT, ...over });

describe("toRunProgress", () => {
  it("counts what has ended and estimates the rest from precedents", () => {
    const going = madeRun([
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
    expect(toRunProgress(madeRun([build({})]), START + 5_000).leftMs).toBeUndefined();
    const late = toRunProgress(madeRun([build({ estimateMs: 1_000 })]), START + 60_000);
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
    const waitingFor = "Waits for a Docker Engine. None answers at tcp://127.0.0.1:2375. Start it.";
    expect(buildDoing(build({ status: "queued", waitingFor }))).toBe("Waits for a Docker Engine.");
  });
});
