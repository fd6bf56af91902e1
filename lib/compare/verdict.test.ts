import { describe, expect, it } from "vitest";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";
import { toVerdict, verdictText } from "./verdict.ts";

const say = (...args: Parameters<typeof sampleComparison>) =>
  verdictText(toVerdict(sampleComparison(...args)));

describe("toVerdict", () => {
  it("names the lightest, the lightest with glibc and what weighs", () => {
    expect(say(THREE, "distroless-cc")).toBe(
      "scratch is the lightest at 5.82 MB: 25.78 MB (81.6 %) less than distroless-cc. " +
        "The lightest with glibc is base-nossl at 19.70 MB: 11.90 MB (37.7 %) less than distroless-cc. " +
        "The program is 5.60 MB in each; the rest is what the base brings.",
    );
  });

  it("does not compare the reference with itself", () => {
    expect(say(THREE, "scratch")).toMatch(/^scratch is the lightest at 5\.82 MB, and it is the reference\./);
    expect(say(THREE, "base-nossl")).toContain(
      "The lightest with glibc is base-nossl at 19.70 MB, the reference.",
    );
  });

  it("says nothing of the base where the programs differ", () => {
    const [first, ...rest] = THREE;
    if (!first) throw new Error("no sample");
    expect(say([{ ...first, binary: 2_000_000 }, ...rest], "distroless-cc")).not.toContain("The program is");
  });

  it("speaks of pulls when asked for compressed sizes", () => {
    const parts = toVerdict(sampleComparison(THREE, "distroless-cc"), { measure: "compressed", unit: "MiB" });
    expect(verdictText(parts)).toMatch(/^scratch is the lightest at 2\.34 MiB: 8\.44 MiB \(78\.3 %\) less/);
  });

  it("says that one image has nothing to be compared with, and is silent when there is none", () => {
    expect(say(THREE.slice(0, 1), "distroless-cc")).toBe(
      "distroless-cc weighs 31.60 MB; there is no other image yet to compare it with.",
    );
    expect(say([], "scratch")).toBe("");
  });
});
