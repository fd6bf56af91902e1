import { describe, expect, it } from "vitest";
import { BLIND, FULL, sampleFinding } from "../findings/testing/samples.ts";
import { toMatrix } from "./matrix.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";
import { sampleInside } from "./testing/sample-inside.ts";
import { withScans } from "./testing/with-scans.ts";
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

  it("says what a scanner sees of the lightest, and compares findings only of those seen whole", () => {
    const scan = (count: number) => ({
      coverage: FULL,
      findings: Array.from({ length: count }, (_, index) => sampleFinding({ id: `CVE-2026-${index}` })),
    });
    const three = sampleComparison(THREE, "distroless-cc");
    const [first, second, third] = three.columns.map(({ image }) => image.variant);
    const sayAll = (scans: Parameters<typeof withScans>[1]) =>
      verdictText(toVerdict(withScans(three, scans)));
    expect([first, second, third]).toEqual(["distroless-cc", "scratch", "base-nossl"]);
    const blind = sayAll([scan(7), { coverage: BLIND, findings: [] }, scan(3)]);
    expect(blind).toContain("less than distroless-cc. A scanner sees nothing in it.");
    expect(blind).toContain(
      "Of those that a scanner sees whole, base-nossl has the fewest findings, 3, and distroless-cc the most, 7.",
    );
    const equal = sayAll([scan(7), scan(7), scan(7)]);
    expect(equal).toContain("Of those that a scanner sees whole, all 3 have 7 findings.");
    expect(equal).not.toContain("in it");
    expect(sayAll([scan(7), undefined, undefined])).not.toContain("scanner");
  });

  it("tells two images of one variant apart", () => {
    const [, scratch] = THREE;
    if (!scratch) throw new Error("no sample");
    const two = sampleComparison([scratch, scratch], "scratch");
    const columns = two.columns.map((column, index) => ({
      ...column,
      isReference: index === 1,
      image: {
        ...column.image,
        imageId: `sha256:${index}`,
        sizeBytes: column.image.sizeBytes + index,
        run: { id: `run-${index}`, number: index + 1 },
      },
    }));
    expect(verdictText(toVerdict({ ...two, columns }))).toMatch(
      /^scratch \(run 1\) is the lightest at .* less than scratch \(run 2\)\./,
    );
  });

  it("leads every clause with a figure to a row of the table", () => {
    const scan = { coverage: FULL, findings: [sampleFinding()] };
    const sample = withScans(sampleComparison(THREE, "distroless-cc"), [
      scan,
      { coverage: BLIND, findings: [] },
      scan,
    ]);
    const shell = { id: "shell" as const, state: "absent" as const, value: "none", evidence: [] };
    const columns = sample.columns.map((column) => ({
      ...column,
      inside: sampleInside({ traits: [shell], coverage: { osPackages: { state: "unknown" } } }),
    }));
    const parts = toVerdict({ ...sample, columns });
    expect(verdictText(parts)).toContain(
      "A scanner sees nothing in it, because it has no package database, and it has no shell.",
    );
    const rows = toMatrix({ ...sample, columns }, "MB", "all").groups.flatMap((group) =>
      group.rows.map((row) => `row-${row.id}`),
    );
    const anchors = parts.flatMap((part) => (part.kind === "evidence" ? [part.anchor] : []));
    expect(anchors).toEqual([
      ...["row-size", "row-size", "row-findings", "row-os-packages", "row-trait-shell"],
      ...["row-libc", "row-size", "row-size", "row-binary", "row-rest", "row-findings"],
    ]);
    for (const anchor of anchors) expect(rows).toContain(anchor);
  });
});
