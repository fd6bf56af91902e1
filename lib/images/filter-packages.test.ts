import { describe, expect, it } from "vitest";
import { filterPackages } from "./filter-packages.ts";

const LIBC = { name: "libc6", version: "2.41-12", purl: "pkg:deb/debian/libc6@2.41-12?arch=amd64" };
const CXX = { name: "libstdc++6", version: "14.2.0", purl: "pkg:deb/debian/libstdc%2B%2B6@14.2.0" };
const SERDE = { name: "serde", version: "1.0.228", purl: "pkg:cargo/serde@1.0.228" };
const ALL = [LIBC, CXX, SERDE];

describe("filterPackages", () => {
  it("looks into name, version and purl, whatever the case", () => {
    expect(filterPackages(ALL, "LIBSTDC++")).toEqual([CXX]);
    expect(filterPackages(ALL, "1.0.2")).toEqual([SERDE]);
    expect(filterPackages(ALL, "pkg:deb")).toEqual([LIBC, CXX]);
    expect(filterPackages(ALL, "arch=amd64")).toEqual([LIBC]);
  });

  it("leaves all where nothing is looked for, and none where nothing is like that", () => {
    for (const words of [undefined, "", "  "]) expect(filterPackages(ALL, words)).toEqual(ALL);
    expect(filterPackages(ALL, "openssl")).toEqual([]);
  });
});
