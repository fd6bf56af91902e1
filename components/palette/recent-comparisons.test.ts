import { describe, expect, it } from "vitest";
import { readRecent, rememberComparison } from "./recent-comparisons.ts";

function makeStorage(kept?: string) {
  const items = new Map(kept === undefined ? [] : [["image-diet.recent-comparisons", kept]]);
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  return () => storage;
}
const at = "2026-11-22T02:40:00.000Z";

describe("recent comparisons", () => {
  it("are the newest first, each once, whatever its unit", () => {
    const storage = makeStorage();
    for (const query of ["service=a", "service=b", "service=a&unit=MiB"])
      rememberComparison(storage, { query, at });
    expect(readRecent(storage).map(({ query }) => query)).toEqual(["service=a&unit=MiB", "service=b"]);
  });

  it("are no more than eight", () => {
    const storage = makeStorage();
    for (let count = 0; count < 12; count++) rememberComparison(storage, { query: `service=s${count}`, at });
    expect(readRecent(storage)).toHaveLength(8);
    expect(readRecent(storage)[0]?.query).toBe("service=s11");
  });

  it("are none where something else was kept, or nothing can be", () => {
    for (const kept of ["{", "7", '[{"query":1}]', "[null]"])
      expect(readRecent(makeStorage(kept))).toEqual([]);
    const refusing = () => {
      throw new Error("storage is switched off");
    };
    expect(readRecent(refusing)).toEqual([]);
    expect(() => rememberComparison(refusing, { query: "service=a", at })).not.toThrow();
  });
});
