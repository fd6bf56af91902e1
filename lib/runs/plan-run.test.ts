import { describe, expect, it } from "vitest";
import { chooseRunToJoin, planJoin } from "./plan-run.ts";

const active = (runId: string, ...variants: string[]) => variants.map((variant) => ({ runId, variant }));

describe("chooseRunToJoin", () => {
  it("takes the run that builds most of it, the older one of two", () => {
    expect(chooseRunToJoin([])).toBeUndefined();
    expect(chooseRunToJoin([...active("b", "alpine"), ...active("c", "scratch", "naive")])).toBe("c");
    expect(chooseRunToJoin([...active("b", "alpine"), ...active("a", "scratch")])).toBe("a");
  });
});

describe("planJoin", () => {
  it("adds nothing where all of it is going", () => {
    expect(planJoin(["scratch"], active("a", "scratch"), [])).toEqual({ add: [], again: [] });
  });

  it("adds what the run lacks, and takes up what had ended without an image", () => {
    const builds = [
      { id: "1", variant: "scratch", status: "running" },
      { id: "2", variant: "alpine", status: "failed" },
      { id: "3", variant: "base-nossl", status: "succeeded" },
    ];
    const plan = planJoin(["scratch", "alpine", "base-nossl", "naive"], active("a", "scratch"), builds);
    expect(plan).toEqual({ add: ["naive"], again: ["2"] });
  });

  it("leaves alone what another run is building", () => {
    expect(
      planJoin(["scratch", "alpine"], [...active("a", "scratch"), ...active("b", "alpine")], []),
    ).toEqual({
      add: [],
      again: [],
    });
  });
});
