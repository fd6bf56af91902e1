import { describe, expect, it } from "vitest";
import { sampleLadder, sampleRung, sampleStep } from "../ladder/testing/sample-ladder.ts";
import { toWaterfall } from "./waterfall.ts";

const MB = 1_000_000;
const naive = sampleRung("naive", 900 * MB, { change: "start", variant: "naive" });
const debian = sampleStep("debian", 80 * MB, naive);
const scratch = sampleStep("scratch", 6 * MB, debian);
const smaller = sampleStep("smaller", 3 * MB, scratch, { change: "recipe" });
const smallest = sampleStep("smallest", 2 * MB, smaller, { change: "recipe" });
const ladder = sampleLadder([naive, debian, scratch, smaller, smallest]);

describe("toWaterfall", () => {
  it("gives recipes a ruler of their own, beginning with the rung that they start from", () => {
    const [bases, recipes] = toWaterfall(ladder).groups;
    expect(bases?.rows.map((row) => row.rung.id)).toEqual(["naive", "debian", "scratch"]);
    expect(recipes?.rows.map((row) => row.rung.id)).toEqual(["scratch", "smaller", "smallest"]);
    expect(recipes?.ruler.max).toBeLessThan(8);
    expect(recipes?.rows[0]).toMatchObject({ delta: undefined, shedTo: undefined, isJoined: false });
  });

  it("cuts a bar that would leave the others without a size to see", () => {
    const [bases] = toWaterfall(ladder).groups;
    expect(bases?.ruler.max).toBeLessThan(100);
    expect(bases?.rows.map((row) => row.isCut)).toEqual([true, false, false]);
  });

  it("says what each step shed, and joins it with the row above where that is what it is measured against", () => {
    const [bases] = toWaterfall(ladder).groups;
    expect(bases?.rows[2]).toMatchObject({
      bytes: 6 * MB,
      binaryBytes: 0.6 * MB,
      shedTo: 80 * MB,
      delta: { bytes: -74 * MB, ratio: -74 / 80 },
      isJoined: true,
    });
    const gap = sampleRung("missing", undefined, { follows: "debian" });
    const [group] = toWaterfall(
      sampleLadder([naive, debian, gap, { ...scratch, follows: "missing" }]),
    ).groups;
    expect(group?.rows[2]).toMatchObject({ bytes: undefined, delta: undefined, isCut: false });
    expect(group?.rows[3]).toMatchObject({ isJoined: false, shedTo: 80 * MB });
  });

  it("draws no ghost where a step added something", () => {
    const heavier = sampleStep("heavier", 100 * MB, debian);
    const [group] = toWaterfall(sampleLadder([debian, heavier])).groups;
    expect(group?.rows[1]).toMatchObject({ shedTo: undefined, delta: { bytes: 20 * MB } });
  });

  it("is of compressed sizes on request, which cannot be split", () => {
    const [, recipes] = toWaterfall(ladder, { measure: "compressed" }).groups;
    expect(recipes?.rows[1]).toMatchObject({ bytes: 1.5 * MB, binaryBytes: 0, delta: { bytes: -1.5 * MB } });
  });

  it("starts no group of recipes with one of several rungs that they start from", () => {
    const small = (before: typeof debian) =>
      sampleStep(`${before.id}-small`, MB, before, { change: "recipe" });
    const [, recipes] = toWaterfall(sampleLadder([debian, small(debian), scratch, small(scratch)])).groups;
    expect(recipes?.rows.map((row) => row.rung.id)).toEqual(["debian-small", "scratch-small"]);
    expect(recipes?.rows[1]).toMatchObject({ shedTo: 6 * MB, isJoined: false });
  });

  it("has an empty ruler where nothing is measured", () => {
    const [group] = toWaterfall(sampleLadder([sampleRung("one", undefined)])).groups;
    expect(group?.ruler.max).toBeGreaterThan(0);
    expect(toWaterfall(sampleLadder([])).groups).toEqual([]);
  });
});
