import { describe, expect, it } from "vitest";
import { BLIND, FULL, sampleFinding } from "../findings/testing/samples.ts";
import { toChanges } from "./changes.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";
import { withScans } from "./testing/with-scans.ts";

const frozen = sampleComparison(THREE, "distroless-cc");

describe("toChanges", () => {
  it("finds nothing where nothing changed", () => {
    const { rows, gone, added, equal } = toChanges(frozen, frozen);
    expect([rows, gone, added]).toEqual([[], [], []]);
    expect(equal).toBeGreaterThan(30);
  });

  it("lists what grew and leaves out what did not", () => {
    const grown = THREE.map((image) =>
      image.variant === "scratch"
        ? { ...image, layers: image.layers.map((layer) => ({ ...layer, size: layer.size + 60_000 })) }
        : image,
    );
    const { rows } = toChanges(frozen, sampleComparison(grown, "distroless-cc"), "MB");
    expect(rows.map(({ rowId, variant }) => [rowId, variant])).toEqual([
      ["size", "scratch"],
      ["rest", "scratch"],
    ]);
    expect(rows[0]).toMatchObject({ frozen: "5.82 MB", now: "5.88 MB", delta: { bytes: 60_000 } });
  });

  it("tells what a scanner says now, in words where it saw nothing", () => {
    const scan = (count: number) => ({
      coverage: FULL,
      findings: Array.from({ length: count }, (_, index) => sampleFinding({ id: `CVE-2026-${index}` })),
    });
    const blind = { coverage: BLIND, findings: [] };
    const before = withScans(frozen, [scan(1), blind, scan(2)]);
    const after = withScans(frozen, [scan(3), blind, blind]);
    const findings = toChanges(before, after).rows.filter(({ rowId }) => rowId === "findings");
    expect(findings.map(({ variant, frozen: then, now }) => [variant, then, now])).toEqual([
      ["distroless-cc", "1", "3"],
      ["base-nossl", "2", "not scannable"],
    ]);
  });

  it("keeps two images of one variant apart", () => {
    const [, one] = THREE;
    if (!one) throw new Error("no sample");
    const twins = sampleComparison([one, one], "scratch");
    const build = (bytes: number) => ({
      ...twins,
      columns: twins.columns.map((column, index) => ({
        ...column,
        image: {
          ...column.image,
          imageId: `sha256:${index}`,
          sizeBytes: index === 0 ? bytes : 5_000_000,
          run: { id: `run-${index}`, number: index + 1 },
        },
      })),
    });
    const changed = toChanges(build(1_000_000), build(2_000_000)).rows.filter(
      ({ rowId }) => rowId === "size",
    );
    expect(changed).toMatchObject([{ variant: "scratch", mark: "run 1", now: "2.00 MB" }]);
  });

  it("names variants that came or went", () => {
    const fewer = sampleComparison(THREE.slice(0, 2), "distroless-cc");
    expect(toChanges(frozen, fewer).gone).toEqual(["base-nossl"]);
    expect(toChanges(fewer, frozen).added).toEqual(["base-nossl"]);
  });
});
