import { describe, expect, it } from "vitest";
import { sampleLadder, sampleRung, sampleStep } from "./testing/sample-ladder.ts";
import { toLadderVerdict } from "./verdict.ts";

const naive = sampleRung("naive", 1000, { change: "start", variant: "naive" });
const debian = sampleStep("debian", 100, naive);
const cc = sampleStep("cc", 40, debian);
const scratch = sampleStep("scratch", 20, cc);

describe("toLadderVerdict", () => {
  it("leaves the naive image out where three others are measured", () => {
    expect(toLadderVerdict(sampleLadder([naive, debian, cc, scratch]))).toMatchObject({
      from: { id: "debian" },
      to: { id: "scratch" },
      shedBytes: 80,
      ratio: 0.8,
      largest: { rung: { id: "cc" }, share: 0.75 },
    });
  });

  it("starts at it where there is little else", () => {
    expect(toLadderVerdict(sampleLadder([naive, debian, cc]))).toMatchObject({
      from: { id: "naive" },
      to: { id: "cc" },
      largest: { rung: { id: "debian" }, share: 900 / 960 },
    });
  });

  it("says nothing where nothing is shed", () => {
    expect(toLadderVerdict(sampleLadder([]))).toBeUndefined();
    expect(toLadderVerdict(sampleLadder([sampleRung("one", 5)]))).toBeUndefined();
    expect(
      toLadderVerdict(sampleLadder([sampleRung("one", undefined), sampleRung("two", 5)])),
    ).toBeUndefined();
  });
});
