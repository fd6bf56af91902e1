import { describe, expect, it } from "vitest";
import { BLIND, FULL, sampleFinding } from "../findings/testing/samples.ts";
import { cellText, toMatrix } from "./matrix.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";
import { withScans } from "./testing/with-scans.ts";

const TWINS = THREE.slice(0, 1).flatMap((one) => [one, { ...one, variant: "debian-slim" as const }]);

const matrix = toMatrix(sampleComparison(THREE, "distroless-cc"));
const row = (id: string) => {
  const found = matrix.groups.flatMap((group) => group.rows).find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};

describe("toMatrix", () => {
  it("marks the least of a ranked row and gives deltas against the reference", () => {
    expect(row("size").cells.map((cell) => cell.isBest)).toEqual([false, true, false]);
    expect(row("size").cells.map((cell) => cell.delta)).toEqual([
      undefined,
      "▼ −25.78 MB, −81.6 %",
      "▼ −11.90 MB, −37.7 %",
    ]);
  });

  it("gives every quantity its delta, and none to words or to what is only known in part", () => {
    const partial = { ...FULL, verdict: "partial" as const };
    const scanned = withScans(sampleComparison(THREE, "distroless-cc"), [
      { coverage: FULL, findings: [sampleFinding()] },
      { coverage: FULL, findings: [sampleFinding(), sampleFinding({ fixedVersion: "3" })] },
      { coverage: partial, findings: [] },
    ]);
    const deltas = toMatrix(scanned, "MiB", "all")
      .groups.flatMap((group) => group.rows)
      .map(({ id, cells }) => [id, cells.map(({ delta }) => delta)]);
    expect(Object.fromEntries(deltas)).toMatchObject({
      size: [undefined, "▼ −24.59 MiB, −81.6 %", "▼ −11.35 MiB, −37.7 %"],
      layers: [undefined, "▼ −2, −66.7 %", "▼ −1, −33.3 %"],
      build: [undefined, "▼ −1.0 s, −11.1 %", "▼ −2.0 s, −22.2 %"],
      findings: [undefined, "▲ +1, +100.0 %", undefined],
      fixable: [undefined, "▲ +1", undefined],
      efficiency: [undefined, undefined, undefined],
      "pull-beside": [undefined, undefined, undefined],
      libc: [undefined, undefined, undefined],
      "probe-start": [undefined, undefined, undefined],
    });
  });

  it("says what a pull beside the reference still costs", () => {
    expect(row("pull-beside").cells.map((cell) => cell.value)).toEqual([
      { kind: "text", text: "already there" },
      { kind: "size", bytes: 2_450_000 },
      { kind: "size", bytes: 2_300_000 },
    ]);
    expect(row("pull-beside").cells[2]).toMatchObject({ isBest: true });
  });

  it("writes what is shared in the unit that was asked for", () => {
    const rows = toMatrix(sampleComparison(THREE, "distroless-cc"), "MiB").groups.flatMap(
      (group) => group.rows,
    );
    const beside = rows.find((candidate) => candidate.id === "pull-beside");
    expect(beside?.cells[2]?.note).toBe("of 6.96 MiB, the rest is shared");
  });

  it("says of an image whether its binary is the very one that was given, and names no toolchain then", () => {
    const compiled = sampleComparison(THREE, "distroless-cc");
    const columns = compiled.columns.map((column, index) => {
      const { toolchain: _, ...image } = column.image;
      const given = index === 0 ? `sha256:${"0".repeat(64)}` : image.sourceDigest;
      return { ...column, image: { ...image, recipe: "prebuilt", sourceDigest: given } };
    });
    const prebuilt = toMatrix({ ...compiled, columns }, "MB", "all").groups.flatMap((group) => group.rows);
    const cellsOf = (id: string) => prebuilt.find((each) => each.id === id)?.cells;
    expect(cellsOf("source")?.map(({ note }) => note)).toEqual([
      "the binary in it, byte for byte",
      undefined,
      undefined,
    ]);
    expect(cellsOf("toolchain")?.map(({ value }) => value.kind)).toEqual(["absent", "absent", "absent"]);
  });

  it("says of every row what it means, why it matters, what breaks and how to mend it", () => {
    const all = toMatrix(sampleComparison(THREE, "distroless-cc"), "MB", "all").groups;
    expect(all.flatMap(({ rows }) => rows).length).toBeGreaterThan(60);
    for (const { label, explanation, why, breaks, mend } of all.flatMap(({ rows }) => rows))
      for (const said of [explanation, why, breaks, mend]) expect(said, label).toMatch(/\w{3}.*/);
  });

  it("ranks no build time: a compile may be shared", () => {
    expect(row("build").cells.some((cell) => cell.isBest)).toBe(false);
  });

  it("moves what is equal everywhere out of the table, but never the sizes", () => {
    expect(matrix.sameInAll).toContainEqual({ id: "trait-default-user", label: "User", value: "65532" });
    const twins = sampleComparison(TWINS, "distroless-cc");
    const rows = toMatrix(twins).groups.flatMap((group) => group.rows.map((candidate) => candidate.id));
    expect(rows).toContain("size");
    expect(rows).not.toContain("binary");
  });

  it("marks nothing as best where all are equal", () => {
    const twins = sampleComparison(TWINS, "distroless-cc");
    const size = toMatrix(twins)
      .groups.flatMap((group) => group.rows)
      .find((candidate) => candidate.id === "size");
    expect(size?.cells.map((cell) => cell.isBest)).toEqual([false, false]);
    expect(size?.cells.map((cell) => cell.isSame)).toEqual([false, true]);
  });

  it("never shows a zero for what no scanner saw, and ranks no count of findings", () => {
    const partial = { ...FULL, verdict: "partial" as const, os: BLIND.os };
    const scanned = withScans(sampleComparison(THREE, "distroless-cc"), [
      { coverage: FULL, findings: [sampleFinding(), sampleFinding({ fixedVersion: "3", severity: "high" })] },
      { coverage: BLIND, findings: [] },
      { coverage: partial, findings: [sampleFinding()] },
    ]);
    const rows = toMatrix(scanned).groups.find((group) => group.title === "Exposure")?.rows ?? [];
    const cells = (id: string) => rows.find((candidate) => candidate.id === id)?.cells ?? [];
    expect(cells("findings").map(({ value, note }) => [cellText(value), note])).toEqual([
      ["2", "1 high, 1 low"],
      ["not scannable", undefined],
      ["≥ 1", "1 low"],
    ]);
    expect(cells("fixable").map(({ value }) => cellText(value))).toEqual(["1", "not scannable", "≥ 0"]);
    expect(cells("crates-looked-up").map(({ value }) => cellText(value))).toEqual([
      "80",
      "not readable",
      "80",
    ]);
    expect(cells("os-packages-looked-up").map(({ note }) => note)).toEqual([
      "debian 13.7",
      "no OS recognised",
      "no OS recognised",
    ]);
    expect(rows.flatMap((row) => row.cells).some((cell) => cell.isBest)).toBe(false);
  });

  it("has no rows about findings where nothing was scanned", () => {
    expect(matrix.groups.map((group) => group.title)).not.toContain("Exposure");
  });

  it("keeps every row where all are asked for", () => {
    const all = toMatrix(sampleComparison(TWINS, "distroless-cc"), "MB", "all");
    const ids = all.groups.flatMap((group) => group.rows.map((candidate) => candidate.id));
    expect(ids).toContain("binary");
    expect(ids).toContain("trait-shell");
    expect(all.sameInAll).toEqual([]);
  });

  it("explains every row", () => {
    const all = toMatrix(sampleComparison(THREE, "distroless-cc"), "MB", "all");
    for (const { explanation } of all.groups.flatMap((group) => group.rows))
      expect(explanation).toMatch(/^\S.{10,}\.$/);
  });
});
