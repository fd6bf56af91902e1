import { describe, expect, it } from "vitest";
import { keptBeside, one, pick, toOffset } from "./search-params.ts";

describe("one", () => {
  it("takes the first of several and nothing for an empty word", () => {
    expect(one(["a", "b"])).toBe("a");
    expect(one("a")).toBe("a");
    expect(one("")).toBeUndefined();
    expect(one([])).toBeUndefined();
    expect(one(undefined)).toBeUndefined();
  });
});

describe("pick", () => {
  it("keeps the words that are known, in their own order", () => {
    expect(pick(["low", "high"], "high,low,worse")).toEqual(["low", "high"]);
    expect(pick(["low", "high"], "worse")).toBeUndefined();
    expect(pick(["low", "high"], undefined)).toBeUndefined();
  });
});

describe("keptBeside", () => {
  it("keeps what a form has no field for", () => {
    const params = { file: "etc", layer: ["1", "2"], q: "", package: "libc" };
    expect(keptBeside(["package"], params)).toEqual([
      ["file", "etc"],
      ["layer", "1"],
    ]);
  });
});

describe("toOffset", () => {
  it("begins at 0 where no row was named", () => {
    expect(toOffset("200")).toBe(200);
    for (const value of [undefined, "", "-1", "1.5", "x", "1e9"]) expect(toOffset(value)).toBe(0);
  });
});
