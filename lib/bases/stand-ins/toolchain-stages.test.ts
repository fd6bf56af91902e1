import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findStageWords } from "./toolchain-stages.ts";

const dockerfile = readFileSync(new URL("../../../lab/bases/toolchain/Dockerfile", import.meta.url), "utf8");

describe("findStageWords", () => {
  it("has words of its own for each stage of the Dockerfile, whatever the processor", () => {
    const stages = [...dockerfile.matchAll(/^FROM .* AS (\S+)$/gm)].flatMap((stage) => stage[1] ?? []);
    const unsaid = stages.filter((stage) => findStageWords(`[${stage} 2/5] RUN make`) === "Getting ready");
    expect(stages).toContain("musl-std");
    expect(unsaid).toEqual(["packages-amd64", "packages-arm64"]);
  });

  it("says nothing of steps that only load", () => {
    expect(findStageWords("[packages 1/4] FROM debian")).toBeUndefined();
    expect(findStageWords("[internal] load build definition")).toBeUndefined();
  });

  it("leaves out the base's name, which stands before it", () => {
    expect(`Waits for the base toolchain: ${findStageWords("[auditable 3/4] RUN cargo build")}`).toBe(
      "Waits for the base toolchain: Compiling cargo-auditable",
    );
  });
});
