import { describe, expect, it } from "vitest";
import { listPublishedMarks, PUBLISHED_FIGURES, parseWrittenSize } from "./figures.ts";

describe("the published figures", () => {
  it("are each there once, with a link where their source is on the web", () => {
    const ids = PUBLISHED_FIGURES.map((figure) => figure.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(PUBLISHED_FIGURES.filter((figure) => figure.url)).toHaveLength(3);
  });

  it("can all be read as bytes", () => {
    for (const { sizes = {}, ladder = [] } of PUBLISHED_FIGURES)
      for (const written of [...Object.values(sizes), ...ladder.map((rung) => rung.size)])
        expect(parseWrittenSize(written).bytes, written).toBeGreaterThan(1_000_000);
  });

  it("keep their own words beside the bytes", () => {
    const marks = listPublishedMarks(["scratch", "base-nossl"]);
    expect(marks.map(({ variant, written, bytes, isLimit }) => [variant, written, bytes, isLimit])).toEqual([
      ["scratch", "15.9 MB", 15_900_000, false],
      ["scratch", "4.2 MB", 4_200_000, false],
      ["scratch", "7 MB", 7_000_000, false],
      ["base-nossl", "51.5 MB", 51_500_000, false],
      ["scratch", "under 20 MB", 20_000_000, true],
    ]);
  });
});

describe("parseWrittenSize", () => {
  it("tells MB from MiB", () => {
    expect(parseWrittenSize("34 MiB")).toEqual({ bytes: 35_651_584, isLimit: false });
    expect(parseWrittenSize("34 MB")).toEqual({ bytes: 34_000_000, isLimit: false });
  });

  it.each(["34", "34 KB", "about 34 MB", "", "-1 MB"])("refuses %j", (text) => {
    expect(() => parseWrittenSize(text)).toThrow(/no published size/);
  });
});
