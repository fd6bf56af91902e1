import { describe, expect, it } from "vitest";
import { findPending } from "./migrate.ts";

const scripts = [
  { name: "0001_init", sql: "", checksum: "a" },
  { name: "0002_more", sql: "", checksum: "b" },
];

describe("findPending", () => {
  it("keeps what the database lacks, in order", () => {
    expect(findPending(scripts, new Map()).map((script) => script.name)).toEqual(["0001_init", "0002_more"]);
    expect(findPending(scripts, new Map([["0001_init", "a"]])).map((script) => script.name)).toEqual([
      "0002_more",
    ]);
  });

  it("refuses a database of a newer version", () => {
    expect(() => findPending(scripts, new Map([["0003_later", "c"]]))).toThrow(/0003_later.*newer version/);
  });

  it("refuses a script that was edited after it ran", () => {
    expect(() => findPending(scripts, new Map([["0001_init", "other"]]))).toThrow(/0001_init was edited/);
  });
});
