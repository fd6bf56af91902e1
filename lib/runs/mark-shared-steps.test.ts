import { describe, expect, it } from "vitest";
import type { VariantId } from "../variants/variants.ts";
import { markSharedSteps } from "./mark-shared-steps.ts";
import type { BuildView, StepView } from "./schemas.ts";

function build(variant: VariantId, steps: [string, StepView["status"]][]): BuildView {
  return {
    id: "00000000-0000-7000-8000-000000000000",
    variant,
    status: "succeeded",
    attempt: 1,
    cancelRequested: false,
    cachedSteps: 0,
    steps: steps.map(([name, status], index) => ({ index: index + 1, name, status })),
    attempts: [],
    lineCount: 0,
  };
}

const sharedWith = (builds: readonly BuildView[]) =>
  markSharedSteps(builds).map(({ steps }) => steps.map((step) => step.sharedWith));

describe("markSharedSteps", () => {
  it("names the build of the run that did a cached step", () => {
    const compile = "[build-musl 2/2] RUN cargo build";
    const first = build("scratch", [[compile, "completed"]]);
    const second = build("alpine", [
      [compile, "cached"],
      ["[variant-alpine 2/2] COPY --from=build-musl", "completed"],
    ]);
    expect(sharedWith([second, first])).toEqual([["scratch", undefined], [undefined]]);
  });

  it("says nothing of what was there before the run, and of the engine's own steps", () => {
    const first = build("scratch", [
      ["[crates 2/3] COPY", "cached"],
      ["[internal] load metadata", "completed"],
      ["exporting to image", "completed"],
    ]);
    const second = build("alpine", [
      ["[crates 2/3] COPY", "cached"],
      ["[internal] load metadata", "cached"],
      ["exporting to image", "cached"],
    ]);
    expect(sharedWith([first, second]).flat()).toEqual(Array(6).fill(undefined));
  });
});
