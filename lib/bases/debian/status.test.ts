import { describe, expect, it } from "vitest";
import { parseDpkgStatus } from "./status.ts";

describe("parseDpkgStatus", () => {
  it("lists what is installed, by name, and nothing that was removed", () => {
    const text = [
      "Package: zlib1g\nStatus: install ok installed\nMulti-Arch: same\nVersion: 1:1.3.dfsg-1",
      "Package: gone\nStatus: deinstall ok config-files\nVersion: 1",
      "Package: apt\nStatus: install ok installed\nDescription: a\n Version: not this\nVersion: 3.0.3",
      "",
    ].join("\n\n");
    expect(Object.entries(parseDpkgStatus(text))).toEqual([
      ["apt", "3.0.3"],
      ["zlib1g", "1:1.3.dfsg-1"],
    ]);
  });

  it("is empty for nothing", () => {
    expect(parseDpkgStatus("")).toEqual({});
  });
});
