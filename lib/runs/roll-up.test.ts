import { describe, expect, it } from "vitest";
import { rollUp } from "./roll-up.ts";

describe("rollUp", () => {
  it.each([
    [["queued", "queued"], "queued"],
    [["queued", "running"], "running"],
    [["queued", "succeeded"], "running"],
    [["failed", "running"], "running"],
    [["cancelled", "queued"], "running"],
    [["succeeded", "succeeded"], "succeeded"],
    [["succeeded", "failed", "cancelled"], "failed"],
    [["succeeded", "cancelled"], "cancelled"],
  ] as const)("makes of %j a run that is %s", (builds, run) => {
    expect(rollUp(builds)).toBe(run);
  });
});
