import { describe, expect, it } from "vitest";
import { toMeasuredOn, toWithoutLibgcc } from "./read-measured-on.ts";

const image = (variant: string, sizeBytes: bigint, binarySha256: string | null) => ({
  imageId: `sha256:${variant}`,
  variant,
  sizeBytes,
  binarySha256,
});
const light = image("base-nossl", 20_000_000n, "a");
const heavy = image("distroless-cc", 32_000_000n, "a");
const measured = (...images: (typeof light)[]) => new Map(images.map((each) => [each.variant, each]));

describe("toWithoutLibgcc", () => {
  it("is the difference of the two images that were measured, and says whether their binary is one", () => {
    const delta = { bytes: -12_000_000, ratio: -0.375 };
    expect(toWithoutLibgcc(measured(light, heavy))).toEqual({ delta, isSameBinary: true });
    const dynamic = { ...heavy, binarySha256: "b" };
    expect(toWithoutLibgcc(measured(light, dynamic))).toEqual({ delta, isSameBinary: false });
  });

  it("says nothing where one of them was not built", () => {
    expect(toWithoutLibgcc(measured(heavy))).toBeUndefined();
  });
});

describe("toMeasuredOn", () => {
  it("holds another image against this one; two without a binary have not the same", () => {
    expect(toMeasuredOn(heavy, light)).toEqual({
      imageId: heavy.imageId,
      sizeBytes: 32_000_000,
      delta: { bytes: 12_000_000, ratio: 0.6 },
      isSameBinary: true,
    });
    const [none, nothing] = [image("scratch", 1n, null), image("alpine", 1n, null)];
    expect(toMeasuredOn(none, nothing)?.isSameBinary).toBe(false);
    expect(toMeasuredOn(undefined, light)).toBeUndefined();
  });
});
