import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errnoOf, isDiskFull } from "./errno.ts";

const caught = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe("errnoOf", () => {
  it("is what the system says, and nothing of any other error", () => {
    expect(errnoOf(caught(() => readFileSync("/no/such/file")))).toBe("ENOENT");
    expect(errnoOf(new Error("ENOENT"))).toBeUndefined();
    expect(errnoOf({ code: "ENOENT" })).toBeUndefined();
  });
});

describe("isDiskFull", () => {
  it.each([
    ["ENOSPC", true],
    ["EDQUOT", true],
    ["EACCES", false],
  ])("takes %s as %s", (code, expected) => {
    expect(isDiskFull(Object.assign(new Error("a write failed"), { code }))).toBe(expected);
  });
});
