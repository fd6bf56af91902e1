import { describe, expect, it } from "vitest";
import type { JobStatus } from "@/lib/job-status.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { chooseBuild } from "./choose-build.ts";
import { madeBuild, madeRun } from "./testing/made-run.ts";

const run = (states: [VariantId, JobStatus][]) =>
  madeRun(states.map(([variant, status]) => madeBuild({ id: variant, variant, status })));

const chosen = (states: [VariantId, JobStatus][], wanted?: string, shown?: string) =>
  chooseBuild(run(states), wanted, shown)?.variant;

describe("chooseBuild", () => {
  it("shows what was asked for", () => {
    expect(
      chosen(
        [
          ["scratch", "succeeded"],
          ["alpine", "running"],
        ],
        "scratch",
      ),
    ).toBe("scratch");
  });

  it("shows what builds before what waits or has failed, while anything goes", () => {
    const going: [VariantId, JobStatus][] = [
      ["scratch", "failed"],
      ["alpine", "queued"],
      ["base-nossl", "running"],
      ["debian-slim", "running"],
    ];
    expect(chosen(going)).toBe("base-nossl");
    expect(chosen(going, undefined, "debian-slim")).toBe("debian-slim");
    expect(chosen(going, undefined, "scratch")).toBe("base-nossl");
  });

  it("shows the next to be built where none builds", () => {
    expect(
      chosen([
        ["scratch", "succeeded"],
        ["alpine", "queued"],
      ]),
    ).toBe("alpine");
  });

  it("shows the failed one when all has ended, else stays", () => {
    const ended: [VariantId, JobStatus][] = [
      ["scratch", "succeeded"],
      ["alpine", "succeeded"],
    ];
    expect(chosen(ended)).toBe("scratch");
    expect(chosen(ended, undefined, "alpine")).toBe("alpine");
    expect(chosen([...ended, ["naive", "failed"]], undefined, "alpine")).toBe("naive");
  });
});
