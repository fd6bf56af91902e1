import { describe, expect, it } from "vitest";
import { parseTrendsQuery, trendsHref } from "./query.ts";

describe("the trends page's URL", () => {
  it("comes back as it was", () => {
    const href =
      "/trends?service=tiny&recipe=all&variants=scratch,alpine&from=2026-11-01T00:00:00.000Z&by=time&size=compressed&unit=MiB";
    const params = Object.fromEntries(new URL(href, "http://x").searchParams);
    expect(trendsHref(parseTrendsQuery(params))).toBe(href);
    expect(trendsHref(parseTrendsQuery({}))).toBe("/trends");
  });

  it("takes what a browser's field writes, and leaves out what is no time and no word", () => {
    const query = parseTrendsQuery({
      from: "2026-11-01T10:30",
      to: "yesterday",
      by: "moon",
      variants: "windows",
    });
    expect(query).toMatchObject({
      from: "2026-11-01T10:30:00.000Z",
      to: undefined,
      by: "run",
      variants: undefined,
    });
  });
});
