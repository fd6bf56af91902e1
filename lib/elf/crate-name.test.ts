import { describe, expect, it } from "vitest";
import { findCrateName } from "./crate-name.ts";

const HASH = "17h0123456789abcdefE";

describe("findCrateName", () => {
  it.each([
    [`_ZN3std2io5stdio6_print${HASH}`, "std"],
    [`_ZN5regex5regex6string5Regex3new${HASH}`, "regex"],
    [`_ZN59_$LT$regex..Regex$u20$as$u20$core..fmt..Debug$GT$3fmt${HASH}`, "regex"],
    [`_ZN44_$LT$$RF$T$u20$as$u20$core..fmt..Display$GT$3fmt${HASH}`, "core"],
    [
      `_ZN76_$LT$alloc..vec..Vec$LT$tokio..Task$GT$$u20$as$u20$core..ops..drop..Drop$GT$4drop${HASH}`,
      "alloc",
    ],
    [`_ZN42_$LT$$u5b$T$u5d$$u20$as$u20$axum..Body$GT$3len${HASH}`, "axum"],
    [`_ZN10tokio_util5codec${HASH}.llvm.123456`, "tokio_util"],
  ])("legacy %s is %s", (symbol, crate) => {
    expect(findCrateName(symbol)).toBe(crate);
  });

  it.each([
    ["_RNvCs1234_7mycrate3foo", "mycrate"],
    ["_RNvNtNtCsabc_5tokio7runtime4task3run", "tokio"],
    ["_RINvNtC3std3mem8align_ofdE", "std"],
    ["_RNvMs_NtCs4fqI2P2rA04_5regex6stringNtB4_5Regex3new", "regex"],
    ["_RNvXCs1_4mycrNtB2_3FooNtC4core5Clone5clone", "mycr"],
    ["_RNvYNtCs9_5serde5ValueNtC4core5Clone5clone", "serde"],
    ["_RNvYRShNtC4core5Clone5clone", "core"],
    ["_RNvYRL0_NtCs9_5bytes5BytesNtC4core5Clone5clone", "bytes"],
    ["_RNvC1u3foo", "u"],
  ])("v0 %s is %s", (symbol, crate) => {
    expect(findCrateName(symbol)).toBe(crate);
  });

  it.each([
    "main",
    "_ZNSt6vectorIiE",
    "_ZN9__gnu_cxx3fooE",
    "_R",
    "_RNv",
    "_RNvB_",
    "_RB9999_",
    "",
    "_ZN99999",
  ])("%j is of no crate", (symbol) => {
    expect(findCrateName(symbol)).toBeUndefined();
  });

  it("ends on nesting without end", () => {
    expect(findCrateName(`_R${"N".repeat(500)}`)).toBeUndefined();
    expect(findCrateName(`_RNvY${"R".repeat(500)}`)).toBeUndefined();
  });
});
