import { describe, expect, it } from "vitest";
import { directEntry } from "./entries.ts";

describe("directEntry", () => {
  it("leads a digest's start to its image and a number to its run", () => {
    expect(directEntry("SHA256:2B6A13D2FCFE")?.href).toBe("/images/2b6a13d2fcfe");
    expect(directEntry(" run 41 ")?.href).toBe("/runs/41");
    expect(directEntry("41")?.href).toBe("/runs/41");
  });

  it("takes no word for either", () => {
    for (const text of ["", "scratch", "abc123", "0", "../etc"]) expect(directEntry(text)).toBeUndefined();
  });
});
