import { describe, expect, it } from "vitest";
import type { Linkage } from "../variants/knobs.ts";
import { STANDARD_RECIPE } from "../variants/recipes.ts";
import type { VariantId } from "../variants/variants.ts";
import { CompileGate, type CompilePlan } from "./compile-gate.ts";
import { type CompileInputs, toCompileStages } from "./compile-stages.ts";

const INPUTS: Omit<CompileInputs, "variant"> = {
  package: "tiny",
  sourceDigest: "sha256:1",
  recipe: STANDARD_RECIPE,
  platform: "linux/amd64",
  toolchainDigest: "sha256:2",
  fresh: undefined,
};

function plan(variant: VariantId, runId = "one", inputs: Partial<CompileInputs> = {}): CompilePlan {
  const stages = toCompileStages({ ...INPUTS, variant, ...inputs });
  return { buildId: `${runId} ${variant}`, variant, stages };
}

function gate(cores = 16) {
  const freed: string[][] = [];
  const compiles = new CompileGate(
    (ids) => freed.push(ids),
    () => cores,
  );
  return { compiles, freed };
}

function ended(name: string, status: "completed" | "cached" | "failed" = "completed") {
  return { type: "step", digest: name, name, status } as const;
}

const BUILT = "[build-musl 3/3] RUN cargo build";

describe("CompileGate", () => {
  it("lets one build at a time compile for a libc, and the next in as soon as that is done", () => {
    const { compiles, freed } = gate();
    expect(compiles.enter(plan("scratch"))).toBeUndefined();
    const line = "Shares the musl compile with scratch, building now.";
    expect(compiles.enter(plan("alpine"))).toBe(line);
    expect(compiles.whyWaiting("one alpine")).toBe(line);
    compiles.prepared("one scratch");
    compiles.see("one scratch", ended("[build-musl 2/3] COPY service ."));
    expect(compiles.whyWaiting("one alpine")).toBe(line);
    compiles.see("one scratch", ended(BUILT));
    expect(freed).toEqual([["one alpine"]]);
    expect(compiles.whyWaiting("one alpine")).toBeUndefined();
    expect(compiles.enter(plan("alpine"))).toBeUndefined();
  });

  it("lets the other libc in when what both need is done", () => {
    const { compiles, freed } = gate();
    compiles.enter(plan("scratch"));
    expect(compiles.hasToPrepare("one scratch")).toBe(true);
    expect(compiles.enter(plan("base-nossl"))).toBe(
      "Shares the dependencies and build scripts with scratch, building now.",
    );
    compiles.prepared("one scratch");
    expect(compiles.hasToPrepare("one scratch")).toBe(false);
    expect(freed).toEqual([["one base-nossl"]]);
    expect(compiles.enter(plan("base-nossl"))).toBeUndefined();
    expect(compiles.hasToPrepare("one base-nossl")).toBe(false);
    expect(compiles.enter(plan("debian-slim"))).toBe(
      "Shares the glibc compile with base-nossl, building now.",
    );
  });

  it("lets in at once whoever needs what was made before", () => {
    const { compiles } = gate();
    compiles.enter(plan("scratch"));
    compiles.prepared("one scratch");
    compiles.see("one scratch", ended(BUILT));
    compiles.leave("one scratch");
    for (const variant of ["scratch", "alpine", "base-nossl"] as const) {
      expect(compiles.enter(plan(variant, "two"))).toBeUndefined();
      expect(compiles.hasToPrepare(`two ${variant}`)).toBe(false);
    }
  });

  it("lets the next one in where a build ends without having compiled", () => {
    const { compiles, freed } = gate();
    compiles.enter(plan("scratch"));
    compiles.enter(plan("alpine"));
    compiles.see("one scratch", ended(BUILT, "failed"));
    expect(freed).toEqual([]);
    compiles.leave("one scratch");
    expect(freed).toContainEqual(["one alpine"]);
    expect(compiles.enter(plan("alpine"))).toBeUndefined();
  });

  it("keeps apart what is compiled otherwise, and what compiles by itself", () => {
    const { compiles } = gate();
    compiles.enter(plan("scratch"));
    for (const inputs of [
      { recipe: { ...STANDARD_RECIPE, lto: "fat" as const } },
      { sourceDigest: "sha256:3" },
      { toolchainDigest: "sha256:4" },
      { package: "other" },
      { platform: "linux/arm64" },
      { fresh: "run 7" },
    ]) {
      expect(compiles.enter(plan("alpine", JSON.stringify(inputs), inputs))).toBeUndefined();
    }
  });

  it("shares the compile of the glibc variants with the naive image, which ships all of it", () => {
    const { compiles } = gate();
    compiles.enter(plan("debian-slim"));
    expect(compiles.enter(plan("naive"))).toBe("Shares the glibc compile with debian-slim, building now.");
  });

  it("shares build scripts and macros of recipes that differ in how dependencies are optimised, but for LTO", () => {
    const { compiles } = gate();
    const fat = { ...STANDARD_RECIPE, lto: "fat" as const };
    compiles.enter(plan("scratch", "one", { recipe: fat }));
    const small = { recipe: { ...fat, optLevel: "z" as const, panic: "abort" as const } };
    expect(compiles.enter(plan("scratch", "two", small))).toMatch(/dependencies and build scripts/);
    compiles.prepared("one scratch");
    expect(compiles.enter(plan("scratch", "two", small))).toBeUndefined();
    expect(compiles.hasToPrepare("two scratch")).toBe(false);
    expect(compiles.enter(plan("scratch", "three"))).toBeUndefined();
    expect(compiles.hasToPrepare("three scratch")).toBe(true);
  });

  it("shares the dependencies of recipes that differ in nothing a dependency is compiled by", () => {
    const { compiles, freed } = gate();
    const stripped = { recipe: { ...STANDARD_RECIPE, strip: "symbols" as const } };
    compiles.enter(plan("scratch"));
    compiles.prepared("one scratch");
    expect(compiles.enter(plan("scratch", "two", stripped))).toBe(
      "Shares the musl dependencies with scratch, building now.",
    );
    compiles.see("one scratch", ended("[deps-musl 1/1] RUN cargo build"));
    expect(freed).toEqual([]);
    compiles.see("one scratch", ended("[features-musl 1/1] RUN [ -z"));
    expect(freed).toEqual([["two scratch"]]);
    expect(compiles.enter(plan("scratch", "two", stripped))).toBeUndefined();
    expect(compiles.enter(plan("alpine"))).toBe("Shares the musl compile with scratch, building now.");
  });

  it("links a static glibc from the dependencies of the dynamic one, and lets each of them be one compile", () => {
    const { compiles } = gate();
    const linked = (linkage: Linkage) => ({ recipe: { ...STANDARD_RECIPE, linkage } });
    compiles.enter(plan("debian-slim"));
    compiles.prepared("one debian-slim");
    const isStatic = plan("distroless-static", "two", linked("static-glibc"));
    expect(compiles.enter(isStatic)).toMatch(/glibc dependencies with debian-slim/);
    compiles.see("one debian-slim", ended("[features-glibc 1/1] RUN [ -z"));
    expect(compiles.enter(isStatic)).toBeUndefined();
    expect(compiles.enter(plan("debian-slim", "three", linked("libgcc-inside")))).toMatch(/glibc compile/);
    expect(compiles.enter(plan("debian-slim", "four", linked("static-musl")))).toBeUndefined();
    expect(compiles.enter(plan("scratch", "five"))).toMatch(/musl compile with debian-slim/);
  });

  it("takes what comes before a compile that was there as there too", () => {
    const { compiles } = gate();
    compiles.enter(plan("scratch"));
    compiles.prepared("one scratch");
    compiles.see("one scratch", ended(BUILT, "cached"));
    const stripped = { recipe: { ...STANDARD_RECIPE, strip: "symbols" as const } };
    expect(compiles.enter(plan("scratch", "two", stripped))).toBeUndefined();
    expect(compiles.enter(plan("scratch", "three", stripped))).toMatch(/musl compile/);
  });

  it("makes another run's build wait too", () => {
    const { compiles, freed } = gate();
    compiles.enter(plan("scratch", "one"));
    expect(compiles.enter(plan("scratch", "two"))).toMatch(/Shares the musl compile with scratch/);
    compiles.prepared("one scratch");
    expect(freed).toEqual([]);
    compiles.see("one scratch", ended(BUILT, "cached"));
    expect(freed).toEqual([["two scratch"]]);
  });

  it("lets one compile after the other where the engine has two cores, and images be put together beside it", () => {
    const { compiles, freed } = gate(2);
    compiles.enter(plan("scratch"));
    compiles.enter(plan("alpine"));
    compiles.enter(plan("distroless-cc"));
    compiles.prepared("one scratch");
    expect(freed).toEqual([]);
    expect(compiles.enter(plan("distroless-cc"))).toBe("Compiles after scratch: the engine has 2 cores.");
    compiles.see("one scratch", ended(BUILT));
    expect(freed).toEqual([["one alpine", "one distroless-cc"]]);
    expect(compiles.enter(plan("distroless-cc"))).toBeUndefined();
    expect(compiles.enter(plan("alpine"))).toBeUndefined();
    const other = plan("scratch", "two", { sourceDigest: "sha256:3" });
    expect(compiles.enter(other)).toBe("Compiles after distroless-cc: the engine has 2 cores.");
    compiles.leave("one distroless-cc");
    expect(freed.at(-1)).toEqual(["two scratch"]);
  });

  it("never shuts everybody out, however few cores there are", () => {
    const { compiles } = gate(1);
    expect(compiles.enter(plan("scratch"))).toBeUndefined();
    compiles.prepared("one scratch");
    expect(compiles.enter(plan("distroless-cc"))).toBe("Compiles after scratch: the engine has 1 core.");
  });

  it("forgets a build that waits no longer", () => {
    const { compiles, freed } = gate();
    compiles.enter(plan("scratch"));
    compiles.enter(plan("alpine"));
    compiles.keepWaiting(["one scratch"]);
    compiles.leave("one scratch");
    expect(freed).toEqual([]);
  });
});
