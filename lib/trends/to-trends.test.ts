import { describe, expect, it } from "vitest";
import type { TrendBuild, TrendScan } from "./read-builds.ts";
import { toTrends } from "./to-trends.ts";

const SCAN: TrendScan = {
  version: "0.74.0",
  databaseUpdatedAt: "2026-11-01T00:00:00.000Z",
  count: 3,
  fixable: 1,
  verdict: "full",
  packages: 92,
  reasons: [],
};

function build(number: number, rest: Partial<TrendBuild> = {}): TrendBuild {
  const variant = rest.variant ?? "distroless-cc";
  return {
    buildId: `build ${variant} ${number}`,
    variant,
    run: { id: `run ${number}`, number },
    recipe: "default",
    recipeHash: "aaaaaaaa1111",
    finishedAt: new Date(Date.UTC(2026, 10, number)),
    buildMs: 60_000,
    imageId: `sha256:${variant} ${number}`,
    sourceDigest: "sha256:source",
    sizeBytes: 30_000_000,
    compressedBytes: 12_000_000,
    layers: 9,
    standIn: false,
    base: { role: variant, digest: "sha256:base1" },
    toolchainDigest: "sha256:rust1",
    scan: SCAN,
    ...rest,
  };
}

const view = {
  service: "whoami",
  recipe: "default",
  by: "run",
  from: undefined,
  to: undefined,
  columns: 80,
} as const;

describe("toTrends", () => {
  it("sets a changed base beside the jump that it made, once for all variants of the run", () => {
    const moved = { base: { role: "distroless-cc", digest: "sha256:base2" }, sizeBytes: 31_000_000 };
    const trends = toTrends([build(4), build(7, moved), build(9, moved)], view);
    expect(trends.changes).toEqual([
      expect.objectContaining({
        kind: "base",
        from: "distroless-cc base1",
        to: "distroless-cc base2",
        runNumber: 7,
        place: 1,
        variants: ["distroless-cc"],
        sizeDeltasBytes: [1_000_000],
        count: 1,
      }),
    ]);
    const rust = { toolchainDigest: "sha256:rust2" };
    const both = ["scratch", "alpine"] as const;
    const shared = toTrends(
      [
        ...both.map((variant) => build(1, { variant })),
        ...both.map((variant) => build(2, { variant, ...rust })),
      ],
      view,
    );
    expect(shared.changes).toHaveLength(1);
    expect(shared.changes[0]).toMatchObject({ kind: "toolchain", variants: ["scratch", "alpine"] });
  });

  it("names a recipe that was changed under its name, and newer vulnerability data", () => {
    const newer = { ...SCAN, databaseUpdatedAt: "2026-11-09T00:00:00.000Z", count: 8 };
    const trends = toTrends(
      [
        build(1),
        build(2, { recipeHash: "bbbbbbbb2222", scan: undefined }),
        build(3, { recipeHash: "bbbbbbbb2222", scan: newer }),
      ],
      view,
    );
    expect(trends.changes.map(({ kind, from, to, runNumber }) => [runNumber, kind, from, to])).toEqual([
      [2, "recipe", "default (aaaaaaaa)", "default (bbbbbbbb)"],
      [
        3,
        "scanner",
        "Trivy 0.74.0, data of 1 Nov 2026 00:00 UTC",
        "Trivy 0.74.0, data of 9 Nov 2026 00:00 UTC",
      ],
    ]);
  });

  it("does not list every edit of the source as a change, but keeps it at its point", () => {
    const trends = toTrends([build(1), build(2, { sourceDigest: "sha256:edited" })], view);
    expect(trends.changes).toEqual([]);
    expect(trends.lines[0]?.points[1]?.changes?.map((change) => change.kind)).toEqual(["source"]);
  });

  it("says of findings only what was seen", () => {
    const states = toTrends(
      [
        build(1),
        build(2, { scan: { ...SCAN, verdict: "partial" } }),
        build(3, { scan: { ...SCAN, verdict: "blind", count: 0 } }),
        build(4, { scan: { ...SCAN, count: undefined } }),
        build(5, { scan: { ...SCAN, count: 0, reasons: ["database-stale"] } }),
        build(6, { scan: undefined }),
      ],
      view,
    ).lines[0]?.points.map(({ findings }) => [findings.state, findings.count, findings.isLowerBound]);
    expect(states).toEqual([
      ["count", 3, false],
      ["count", 3, true],
      ["not-scannable", undefined, false],
      ["unknown", undefined, false],
      ["unknown", undefined, false],
      ["never", undefined, false],
    ]);
  });

  it("compares the first build of a range with the one before the range", () => {
    const trends = toTrends([build(1), build(2, { sizeBytes: 30_500_000 }), build(3)], {
      ...view,
      from: "2026-11-02T00:00:00Z",
    });
    expect(trends.lines[0]?.points.map((point) => [point.run.number, point.sizeDeltaBytes])).toEqual([
      [2, 500_000],
      [3, -500_000],
    ]);
    expect(trends.history?.from).toBe("2026-11-01T00:00:00.000Z");
    expect(trends.lines[0]?.points[0]?.previousImageId).toBe("sha256:distroless-cc 1");
  });

  it("is empty of an empty history", () => {
    expect(toTrends([], view)).toMatchObject({ builds: 0, shown: 0, lines: [], changes: [] });
  });
});
