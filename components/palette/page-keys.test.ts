import { describe, expect, it } from "vitest";
import { wishOf } from "./page-keys.ts";

const press = (key: string, over = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isTyping: false,
  ...over,
});

describe("wishOf", () => {
  it("opens the palette with either modifier, also while somebody types", () => {
    expect(wishOf(press("k", { ctrlKey: true, isTyping: true }), undefined)).toEqual({ kind: "palette" });
    expect(wishOf(press("K", { metaKey: true }), undefined)).toEqual({ kind: "palette" });
  });

  it("leaves letters to whoever types, and other shortcuts to the browser", () => {
    for (const key of ["j", "/", "?"])
      expect(wishOf(press(key, { isTyping: true }), undefined)).toBeUndefined();
    expect(wishOf(press("j", { ctrlKey: true }), undefined)).toBeUndefined();
    expect(wishOf(press("x"), undefined)).toBeUndefined();
  });

  it("moves, searches, explains and goes", () => {
    expect(wishOf(press("j"), undefined)).toEqual({ kind: "row", step: 1 });
    expect(wishOf(press("k"), undefined)).toEqual({ kind: "row", step: -1 });
    expect(wishOf(press("/"), undefined)).toEqual({ kind: "search" });
    expect(wishOf(press("?"), undefined)).toEqual({ kind: "keys" });
    expect(wishOf(press("c"), "g")).toEqual({ kind: "go", href: "/compare" });
    expect(wishOf(press("c"), undefined)).toBeUndefined();
  });
});
