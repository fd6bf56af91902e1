import { describe, expect, it } from "vitest";
import { findEmbeddable, oembedQuery, toOembed } from "./oembed.ts";

const settings = { HOST: "127.0.0.1", IMAGE_DIET_PUBLIC_URL: "https://diet.example" };
const page = {
  title: '"<b>&',
  link: "http://127.0.0.1:3000/compare?a=1&b=2",
  image: "http://127.0.0.1:3000/api/v1/previews/compare?a=1&b=2",
  provider: "http://127.0.0.1:3000/",
};

describe("findEmbeddable", () => {
  it("knows this server's comparisons and snapshots under each of its names", () => {
    expect(findEmbeddable("http://127.0.0.1:3000/c/which-base-abc", settings)).toMatchObject({
      slug: "which-base-abc",
      image: "/api/v1/previews/snapshots/which-base-abc",
    });
    const compare = findEmbeddable("https://diet.example/compare?service=tiny&ref=alpine", settings);
    expect(compare).toMatchObject({ kind: "compare", path: "/compare?service=tiny&ref=alpine" });
  });

  it.each([
    "https://evil.example/compare",
    "http://127.0.0.1:3000/runs",
    "http://127.0.0.1:3000/c/NO",
    "http://127.0.0.1.evil.example/c/which-base-abc",
    "http://127.0.0.1:3000/compare/../../etc",
  ])("refuses %s", (address) => {
    expect(() => findEmbeddable(address, settings)).toThrow(expect.objectContaining({ code: "not-found" }));
  });
});

describe("toOembed", () => {
  it("escapes what it says", () => {
    const { html } = toOembed(page);
    expect(html).toContain('alt="&quot;&lt;b&gt;&amp;"');
    expect(html).toContain("compare?a=1&amp;b=2");
  });

  it("fits into the room there is, in the picture's own proportion", () => {
    expect(toOembed({ ...page, maxwidth: 600 })).toMatchObject({ width: 600, height: 315 });
    expect(toOembed({ ...page, maxheight: 63 })).toMatchObject({ width: 120, height: 63 });
    expect(toOembed({ ...page, maxwidth: 5000 })).toMatchObject({ width: 1200, height: 630 });
  });
});

describe("oembedQuery", () => {
  it.each([[{ url: "nonsense" }], [{ url: "ftp://x/y" }], [{}]])("wants an address: %j", (query) => {
    expect(oembedQuery.safeParse(query).error?.issues[0]?.path).toEqual(["url"]);
  });
  it("speaks JSON only", () => {
    expect(oembedQuery.safeParse({ url: "http://x/", format: "xml" }).error?.issues[0]?.path).toEqual([
      "format",
    ]);
  });
});
