import { describe, expect, it } from "vitest";
import { placeLabels } from "./place-labels.ts";

const AREA = { width: 300, height: 200 };
const at = (x: number, y: number, width = 60) => ({ x, y, width });

describe("placeLabels", () => {
  it("puts names right of their marks, and left of those at the right end", () => {
    expect(placeLabels([at(20, 100), at(280, 100)], AREA)).toEqual(["right", "left"]);
  });

  it("stays beside a mark that stands on the axis", () => {
    expect(placeLabels([at(40, 200), at(90, 195)], AREA)).toEqual(["above", "right"]);
    expect(placeLabels([at(20, 200)], AREA)).toEqual(["right"]);
  });

  it("never leaves the area, where the axis has its figures", () => {
    expect(placeLabels([at(10, 100), at(60, 100)], AREA)).toEqual(["none", "right"]);
    expect(placeLabels([at(40, 100), at(90, 100)], AREA)).toEqual(["above", "right"]);
    expect(placeLabels([at(40, 10), at(90, 10)], AREA)).toEqual(["below", "right"]);
  });

  it("covers no other mark and no other name", () => {
    const crowd = [100, 102, 104, 106, 108, 110].map((x) => at(x, 100));
    expect(placeLabels(crowd, AREA).toSorted()).toEqual(["above", "below", "left", "none", "none", "right"]);
  });
});
