import { describe, expect, it } from "vitest";
import { compareHref, parseCompareQuery, toCompareInput, toCompareQueryString } from "./query.ts";

const parse = (text: string) => parseCompareQuery(new URLSearchParams(text));

describe("parseCompareQuery", () => {
  it("reads every parameter, in the catalogue's order", () => {
    expect(
      parse("service=whoami&recipe=small&variants=debian-slim,scratch&ref=scratch&size=compressed&unit=MiB"),
    ).toMatchObject({
      service: "whoami",
      recipe: "small",
      variants: ["scratch", "debian-slim"],
      ref: "scratch",
      measure: "compressed",
      unit: "MiB",
    });
  });

  it("takes repeated parameters, as a form without JavaScript sends them", () => {
    expect(parse("variants=scratch&variants=alpine").variants).toEqual(["scratch", "alpine"]);
    expect(parseCompareQuery({ variants: ["scratch", "alpine"], unit: "" }).variants).toEqual([
      "scratch",
      "alpine",
    ]);
  });

  it.each([
    ["variants=scratch,ubuntu", "variants"],
    ["unit=GB", "unit"],
    ["size=huge", "size"],
    ["at=yesterday", "at"],
    ["rows=some", "rows"],
    ["published=perhaps", "published"],
  ])("refuses %s and names the parameter", (text, field) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: "bad-input", field }));
  });
});

describe("toCompareQueryString", () => {
  it("leaves out what is the default and comes back as it went", () => {
    expect(toCompareQueryString(parse("service=whoami&recipe=default&size=uncompressed"))).toBe(
      "service=whoami",
    );
    const text = "service=whoami&variants=scratch,naive&ref=naive&at=2026-11-22T02:41:00Z&unit=MiB";
    expect(toCompareQueryString(parse(text))).toBe(text);
    const looks = "service=whoami&findings=fixable&rows=all&order=naive,scratch&published=on";
    expect(toCompareQueryString(parse(looks))).toBe(looks);
  });

  it("escapes what people type", () => {
    expect(compareHref(parse("service=a%26b%20c"), { ref: "x" })).toBe("/compare?service=a%26b%20c&ref=x");
  });
});

describe("toCompareInput", () => {
  it("drops what is only looks", () => {
    expect(toCompareInput(parse("service=whoami&unit=MiB&rows=all&order=naive&published=on"))).toEqual({
      service: "whoami",
      recipe: "default",
    });
  });
});
