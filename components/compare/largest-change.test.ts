import { describe, expect, it } from "vitest";
import { madeBuild, madeRun } from "@/components/runs/testing/made-run.ts";
import { largestChange } from "./largest-change.ts";

const built = (sizeBytes: number, previousSizeBytes?: number) =>
  madeBuild({
    status: "succeeded",
    sizeBytes,
    ...(previousSizeBytes === undefined ? {} : { previousSizeBytes }),
  });
const failed = madeBuild({ status: "failed", variant: "alpine" });

describe("largestChange", () => {
  it("is the one that is farthest from nothing, up or down", () => {
    const run = madeRun([built(2_000_000, 1_900_000), built(1_000_000, 4_000_000)]);
    expect(largestChange(run)).toBe("▼ −3.00 MB, −75.0 %");
    expect(largestChange(madeRun([built(5, 5)]))).toBe("none");
  });

  it("is of the images that a run built, whatever else failed or was cancelled", () => {
    expect(largestChange({ ...madeRun([built(2_000_000, 1_000_000), failed]), status: "failed" })).toBe(
      "▲ +1.00 MB, +100.0 %",
    );
    expect(largestChange({ ...madeRun([built(5)]), status: "cancelled" })).toBe("first images");
  });

  it("is not told of a run that built nothing", () => {
    expect(largestChange({ ...madeRun([failed]), status: "failed" })).toBe("");
  });
});
