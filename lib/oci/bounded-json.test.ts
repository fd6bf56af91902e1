import { describe, expect, it } from "vitest";
import { parseBoundedJson } from "./bounded-json.ts";

const parse = (text: string) => parseBoundedJson(text, { maxDepth: 3, maxParts: 10 });

describe("parseBoundedJson", () => {
  it("gives what JSON.parse gives", () => {
    const text = '{"a":[1,{"b":"\\"[[[[,,,,{{{{\\\\"}],"[":null}';
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ["nested too deep", "[[[[]]]]", /3 deep/],
    ["never closed", "[".repeat(1_000_000), /3 deep/],
    ["of too many lists", `[${"[],".repeat(10)}[]]`, /10 parts/],
    ["of too many members", `{"a":1${',"a":1'.repeat(10)}}`, /10 parts/],
    ["cut off", '{"a":[1', /JSON/],
  ])("refuses what is %s", (_what, text, why) => {
    expect(() => parse(text)).toThrow(why);
    expect(() => parse(text)).toThrow(SyntaxError);
  });

  it("makes no prototype of a member's name", () => {
    const parsed = parse('{"__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(Object.keys(Object(parsed))).toEqual(["__proto__"]);
  });
});
