import { describe, expect, it } from "vitest";
import { PUBLISHED_FIGURES } from "../published/figures.ts";
import { whyImpossible } from "../variants/linkage.ts";
import { findRecipe } from "../variants/recipe-name.ts";
import { COST_RULES, findCosts, findNewCosts } from "./costs.ts";
import { fitRungs } from "./fit-rungs.ts";
import { findLadder, LADDERS, type Rung } from "./ladders.ts";
import { findPublished } from "./published.ts";
import type { RungImage } from "./schemas.ts";
import { toStep } from "./steps.ts";

describe("every ladder", () => {
  it("has rungs that can be built, under recipes' own names, each once", () => {
    for (const { rungs } of LADDERS) {
      expect(new Set(rungs.map((rung) => rung.id)).size).toBe(rungs.length);
      expect(new Set(rungs.map((rung) => `${rung.variant} ${rung.recipe}`)).size).toBe(rungs.length);
      for (const { variant, recipe } of rungs) {
        const named = findRecipe(recipe);
        expect(named.id).toBe(recipe);
        expect(whyImpossible(variant, named.recipe)).toBeUndefined();
      }
    }
  });

  it("starts at one rung, and each other follows one before it", () => {
    for (const { rungs } of LADDERS) {
      for (const [index, rung] of rungs.entries()) {
        if (index === 0) expect(rung.follows).toBeNull();
        else expect(rungs.slice(0, index).map((each) => each.id)).toContain(rung.follows);
      }
    }
  });
});

describe("the rungs that a service can climb", () => {
  const table = rungs("bases-by-recipes");
  const onScratch = (features: string[] | undefined) =>
    fitRungs(table, features)
      .filter((rung) => rung.variant === "scratch")
      .map((rung) => rung.recipe);

  it("are all of them where it has the allocators, or nobody could read whether it has", () => {
    expect(fitRungs(table, ["jemalloc"])).toEqual(table);
    expect(fitRungs(table, undefined)).toEqual(table);
    expect(onScratch(undefined)).toEqual([
      "allocator=jemalloc",
      "strip=symbols,lto=fat,codegen-units=1,allocator=jemalloc",
      "default",
    ]);
  });

  it("have the C library's allocator where it has no other, each once", () => {
    expect(onScratch([])).toEqual(["default", "small"]);
    expect(fitRungs(rungs("full"), [])).toEqual(rungs("full"));
  });
});

function rungs(id: string): readonly Rung[] {
  return findLadder(id)?.rungs ?? [];
}

function newCosts(id: string): string[] {
  const full = rungs("full");
  const rung = full.find((each) => each.id === id);
  if (!rung) throw new Error(`no rung ${id}`);
  const before = full.find((each) => each.id === rung.follows);
  return findNewCosts(rung, before).map((cost) => cost.id);
}

describe("what a rung costs", () => {
  it("is what the one before it did not", () => {
    expect(newCosts("naive")).toEqual([]);
    expect(newCosts("debian-slim")).toEqual(["no-toolchain"]);
    expect(newCosts("distroless-cc")).toEqual(["no-shell", "no-package-manager"]);
    expect(newCosts("static-glibc")).toEqual(["no-glibc", "static", "static-names"]);
    expect(newCosts("static-musl")).toEqual(["musl-allocator", "musl-names"]);
    expect(newCosts("scratch")).toEqual(["no-time-zones", "no-tmp", "no-os"]);
    expect(newCosts("smaller")).toEqual(["stripped", "for-size", "one-unit"]);
    expect(newCosts("smallest")).toEqual(["abort"]);
  });

  it("is said for every rule by some image, and not for every one", () => {
    const costs = rungs("full").map((rung) => findCosts(rung).map((cost) => cost.id));
    for (const { id } of COST_RULES) {
      expect(costs.some((ids) => ids.includes(id))).toBe(true);
      expect(costs.every((ids) => ids.includes(id))).toBe(false);
    }
  });

  it("leaves out musl's allocator where the recipe brings another", () => {
    const ids = (recipe: string) => findCosts({ variant: "scratch", recipe }).map((cost) => cost.id);
    expect(ids("default")).toContain("musl-allocator");
    expect(ids("allocator=mimalloc")).not.toContain("musl-allocator");
    expect(ids("linkage=static-glibc")).not.toContain("musl-names");
  });
});

describe("what others published", () => {
  const written = (ladder: string, id: string) =>
    (findLadder(ladder)?.rungs ?? [])
      .filter((rung) => rung.id === id)
      .flatMap((rung) => findPublished(ladder, rung).map((size) => size.written));

  it("stands beside the rung that it is of, as it was written", () => {
    expect(written("full", "naive")).toEqual([]);
    expect(written("full", "debian-slim")).toEqual(["79.4 MB", "34 MiB"]);
    expect(written("full", "static-glibc")).toEqual(["4.9 MiB"]);
    expect(written("full", "smallest")).toEqual(["1.89 MiB"]);
    expect(written("bases-by-recipes", "alpine-small")).toEqual(["9.81 MB"]);
    expect(written("bases-by-recipes", "scratch")).toEqual(["15.9 MB"]);
    expect(written("bases-by-recipes", "scratch-own-allocator")).toEqual([]);
    expect(written("three-images", "scratch")).toEqual(["15.9 MB", "under 20 MB"]);
  });

  it("has a place for every rung of the published ladder", () => {
    const shown = rungs("full").flatMap((rung) => findPublished("full", rung));
    const published = PUBLISHED_FIGURES.find((figure) => figure.id === "desipient-ladder")?.ladder ?? [];
    const own = shown.filter((size) => size.figure === "desipient-ladder").map((size) => size.written);
    expect(own).toEqual(published.map((rung) => rung.size));
  });
});

function image(imageId: string, sizeBytes: number, compressedBytes?: number): RungImage {
  return {
    imageId,
    sizeBytes,
    ...(compressedBytes === undefined ? {} : { compressedBytes }),
    breakdown: { baseBytes: 0, binaryBytes: sizeBytes, certificatesBytes: 0, otherBytes: 0 },
    builtAt: "2026-01-01T00:00:00.000Z",
    standIn: false,
  };
}

describe("a step", () => {
  const first = { id: "first", follows: null, image: image("a", 100, 50) };
  const second = { id: "second", follows: "first", image: undefined };
  const third = { id: "third", follows: "second", image: image("c", 25, 10) };

  it("is measured against the nearest rung before it that has an image", () => {
    expect(toStep(third, [first, second, third])).toEqual({
      against: "first",
      imageId: "a",
      bytes: -75,
      ratio: -0.75,
      compressedBytes: -40,
    });
  });

  it("is not there for the first rung, without an image, and where none before it has one", () => {
    const all = [first, second, third];
    expect(toStep(first, all)).toBeUndefined();
    expect(toStep(second, all)).toBeUndefined();
    expect(toStep(third, [{ ...first, image: undefined }, second, third])).toBeUndefined();
  });

  it("has no compressed difference while one of the two is not measured, and no share of nothing", () => {
    const empty = { id: "first", follows: null, image: image("a", 0) };
    expect(toStep({ ...third, follows: "first" }, [empty, third])).toEqual({
      against: "first",
      imageId: "a",
      bytes: 25,
    });
  });
});
