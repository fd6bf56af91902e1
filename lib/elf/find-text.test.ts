import fc from "fast-check";
import { expect, it } from "vitest";
import { findText } from "./find-text.ts";

it("finds what indexOf finds", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 12 });
  const haystack = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 300 });
  const found = new Set<boolean>();
  fc.assert(
    fc.property(haystack, text, fc.nat(20), (bytes, wanted, from) => {
      const at = findText(Buffer.from(bytes), wanted, from);
      expect(at).toBe(Buffer.from(bytes).indexOf(wanted, from));
      found.add(at >= 0);
    }),
  );
  expect(found.size).toBe(2);
});

it("finds it behind many beginnings", () => {
  const haystack = Buffer.from(`${"mimalloX".repeat(5000)}mimalloc: warning: `);
  expect(findText(haystack, "mimalloc: warning: ")).toBe(40_000);
  expect(findText(haystack, "mimalloc: error: ")).toBe(-1);
});
