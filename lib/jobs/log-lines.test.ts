import { describe, expect, it } from "vitest";
import { LineSplitter } from "./log-lines.ts";

function split(...texts: string[]): string[] {
  const splitter = new LineSplitter();
  return [...texts.flatMap((text) => splitter.push(text)), ...splitter.end()];
}

describe("LineSplitter", () => {
  it("finds the same lines however the text is cut", () => {
    const text = "one\n\ntwo\r\nthree\rthree\nrest";
    const whole = split(text);
    expect(whole).toEqual(["one", "", "two", "three\rthree", "rest"]);
    for (let at = 0; at <= text.length; at += 1)
      expect(split(text.slice(0, at), text.slice(at))).toEqual(whole);
  });

  it("says nothing more at an end that had its newline", () => {
    expect(split("a\n")).toEqual(["a"]);
    expect(split("")).toEqual([]);
  });

  it("cuts a line without end into pieces that add up to it", () => {
    const long = "x".repeat(100_000);
    for (const lines of [split(`${long}\n`), split(...(long.match(/.{1,1000}/g) ?? []))]) {
      expect(lines.join("")).toBe(long);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(16_384);
    }
  });
});
