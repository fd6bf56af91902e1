import { describe, expect, it } from "vitest";
import type { Comparison } from "../images/schemas.ts";
import { comparison as comparisonSchema } from "../images/schemas.ts";
import type { ImageInside, TraitView } from "../images/schemas-inside.ts";
import { cellText, toMatrix } from "./matrix.ts";
import { toTraitRows } from "./operation-rows.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";
import { sampleInside } from "./testing/sample-inside.ts";

/** distroless-cc, scratch, base-nossl; one not given was measured before files were kept. */
function matrixOf(...insides: (ImageInside | undefined)[]) {
  const comparison: Comparison = sampleComparison(THREE, "distroless-cc");
  const columns = comparison.columns.map((column, index) => {
    const inside = insides[index];
    return inside === undefined ? column : { ...column, inside };
  });
  const matrix = toMatrix(comparisonSchema.parse({ ...comparison, columns }));
  const row = (id: string) => matrix.groups.flatMap(({ rows }) => rows).find((each) => each.id === id);
  const texts = (id: string) => row(id)?.cells.map(({ value }) => cellText(value));
  return { matrix, row, texts };
}
const absent: TraitView = {
  id: "shell",
  state: "absent",
  value: "none",
  evidence: ["no sh"],
  breaks: "x",
  mend: "y",
};
const present: TraitView = {
  id: "shell",
  state: "present",
  value: "sh (dash)",
  evidence: ["sh is /usr/bin/dash"],
};

describe("rows about the insides of images", () => {
  it("leave no trace where nothing was read, as in old snapshots", () => {
    const { matrix, texts } = matrixOf();
    expect(matrix.groups.map(({ title }) => title)).toEqual(["Weight", "Runtime", "Build"]);
    expect(texts("libc")).toEqual(["glibc", "musl", "glibc"]);
    expect(matrix.sameInAll).toContainEqual({ id: "trait-default-user", label: "User", value: "65532" });
  });

  it("say why a cell is empty where only some were read", () => {
    const { row } = matrixOf(sampleInside({ traits: [present] }));
    expect(row("trait-shell")?.cells.map(({ value }) => value.kind)).toEqual(["text", "absent", "absent"]);
  });

  it("give traits with their evidence and where it is told in full", () => {
    const { row, texts } = matrixOf(
      ...[present, absent, absent].map((trait) => sampleInside({ traits: [trait] })),
    );
    expect(texts("trait-shell")).toEqual(["sh (dash)", "none", "none"]);
    expect(row("trait-shell")?.cells[1]?.evidence).toEqual({
      texts: ["no sh"],
      href: "/images/sha256:scratch#trait-shell",
    });
  });

  it("count roots and zones that are told in words", () => {
    const roots = (value: string, state: "present" | "absent"): TraitView => ({
      id: "certificates",
      state,
      value,
      evidence: ["seen"],
    });
    const traits = [roots("148 roots", "present"), roots("none", "absent"), roots("120 roots", "present")];
    const { row, texts } = matrixOf(...traits.map((trait) => sampleInside({ traits: [trait] })));
    expect(texts("trait-certificates")).toEqual(["148 roots", "none", "120 roots"]);
    expect(row("trait-certificates")?.cells.map(({ delta }) => delta)).toEqual([
      undefined,
      "▼ −148, −100.0 %",
      "▼ −28, −18.9 %",
    ]);
  });

  it("count setuid files, none as zero, and mark the least", () => {
    const setuid = (value: string, state: "present" | "absent"): TraitView => ({
      id: "setuid-files",
      state,
      value,
      evidence: ["seen"],
    });
    const traits = [setuid("11", "present"), setuid("none", "absent"), setuid("none", "absent")];
    const { row, texts } = matrixOf(...traits.map((trait) => sampleInside({ traits: [trait] })));
    expect(texts("trait-setuid-files")).toEqual(["11", "0", "0"]);
    expect(row("trait-setuid-files")?.cells.map(({ isBest }) => isBest)).toEqual([false, true, true]);
  });

  it("never write a number for packages and crates that could not be counted", () => {
    const blind = sampleInside({
      coverage: { osPackages: { state: "unknown" }, crates: { state: "invisible", cure: "rebuild" } },
    });
    const { texts, row } = matrixOf(sampleInside(), blind, blind);
    expect(texts("os-packages")).toEqual(["12", "cannot tell", "cannot tell"]);
    expect(texts("crates")).toEqual(["40", "not readable", "not readable"]);
    expect(row("os-packages")?.cells[1]?.note).toBe("no package database");
  });

  it("name the bases that run a binary, those that do not, and those nobody can tell of", () => {
    const bases = (...verdicts: ImageInside["bases"][number]["verdict"][]): ImageInside["bases"] =>
      verdicts.map((verdict, index) => ({
        variant: (["scratch", "base-nossl", "debian-slim"] as const)[index] ?? "naive",
        verdict,
        problems:
          verdict === "does-not-run"
            ? [{ code: "library-missing" as const, text: "libgcc_s.so.1 is missing" }]
            : [],
        evidence: [],
      }));
    const { row, texts } = matrixOf(
      sampleInside({ bases: bases("does-not-run", "does-not-run", "runs") }),
      sampleInside({ bases: bases("runs", "runs", "runs") }),
      sampleInside({ bases: bases("does-not-run", "cannot-tell", "cannot-tell") }),
    );
    expect(texts("runs-on")).toEqual(["debian-slim", "any base", "none known"]);
    expect(row("runs-on")?.cells.map(({ note }) => note)).toEqual([
      "not on scratch, base-nossl",
      undefined,
      "not on scratch; cannot tell for base-nossl, debian-slim",
    ]);
    expect(row("runs-on")?.cells[0]?.evidence?.texts).toContain("libgcc_s.so.1 is missing");
  });
});

describe("toTraitRows", () => {
  it("names and explains every trait that there is", () => {
    const [row] = toTraitRows([present]);
    expect(row).toMatchObject({ label: "Shell", trait: present });
    expect(toTraitRows([])).toEqual([]);
  });
});
