import { describe, expect, it } from "vitest";
import { extendLineRange, formatLineRange, parseLineRange } from "./line-range.ts";
import { cleanLine, MAX_SHOWN_CHARACTERS, plainLine, toLogSpans } from "./log-text.ts";

const ESC = "\u001b";

describe("cleanLine", () => {
  it("leaves text alone", () => {
    expect(cleanLine("   Compiling serde v1.0.228 — ünï ✓ 日本")).toBe(
      "   Compiling serde v1.0.228 — ünï ✓ 日本",
    );
  });

  it("drops links and window titles, keeps their words", () => {
    expect(cleanLine(`${ESC}]8;;javascript:alert(1)${ESC}\\click${ESC}]8;;${ESC}\\`)).toBe("click");
    expect(cleanLine(`${ESC}]0;title\u0007text`)).toBe("text");
    expect(cleanLine(`${ESC}]8;;https://evil.example`)).toBe("");
  });

  it("drops cursor moves and keeps colours", () => {
    expect(cleanLine(`${ESC}[2K${ESC}[1A${ESC}[31mred${ESC}[0m${ESC}c`)).toBe(`${ESC}[31mred${ESC}[0m`);
  });

  it("shows what a carriage return left on the line", () => {
    expect(cleanLine("10 %\r50 %\r100 %\r")).toBe("100 %");
    expect(cleanLine("plain\r")).toBe("plain");
  });

  it("shows controls that turn text round, hide it or end it", () => {
    expect(cleanLine("a\u202eb\u0000c\u0008\u009bd")).toBe("a\ufffdb\ufffdc\ufffd\ufffdd");
  });
});

describe("toLogSpans", () => {
  it("keeps markup as text", () => {
    const hostile = `<img src=x onerror="alert(1)">&lt;${ESC}[31m<script>alert(2)</script>${ESC}[0m`;
    expect(toLogSpans(hostile)).toEqual([
      { text: '<img src=x onerror="alert(1)">&lt;' },
      { text: "<script>alert(2)</script>", colour: "red" },
    ]);
  });

  it("knows the sixteen colours, bold and dim; others stay ink", () => {
    expect(toLogSpans(`${ESC}[1;32mok${ESC}[0m ${ESC}[91mbad${ESC}[0m ${ESC}[2mdim`)).toEqual([
      { text: "ok", colour: "green", isBold: true },
      { text: " " },
      { text: "bad", colour: "red" },
      { text: " " },
      { text: "dim", isDim: true },
    ]);
    expect(toLogSpans(`${ESC}[38;2;255;255;255mwhite on white`)).toEqual([{ text: "white on white" }]);
  });

  it("marks matches, whatever their case and wherever a colour begins", () => {
    expect(toLogSpans(`Com${ESC}[1mpiling${ESC}[0m serde`, "compiling")).toEqual([
      { text: "Com", isMatch: true },
      { text: "piling", isBold: true, isMatch: true },
      { text: " serde" },
    ]);
    expect(toLogSpans("aaa", "aa").map((span) => span.text)).toEqual(["aa", "a"]);
  });

  it("never loses or repeats a character when it marks", () => {
    const line = `ab${ESC}[31mabab${ESC}[32mba${ESC}[0mb`;
    for (const query of ["a", "b", "ab", "ba", "bab", "x", "abababbab"]) {
      expect(
        toLogSpans(line, query)
          .map((span) => span.text)
          .join(""),
      ).toBe(plainLine(line));
    }
  });

  it("draws a bounded part of an endless line and says so", () => {
    const spans = toLogSpans("x".repeat(1_000_000));
    expect(spans[0]?.text).toHaveLength(MAX_SHOWN_CHARACTERS);
    expect(spans[1]?.text).toContain("996,000 more characters");
  });
});

describe("line ranges", () => {
  it.each([
    ["#L120", { from: 120, to: 120 }],
    ["#L120-L140", { from: 120, to: 140 }],
    ["#L140-120", { from: 120, to: 140 }],
  ])("reads %s", (hash, range) => expect(parseLineRange(hash)).toEqual(range));

  it.each(["", "#", "#log", "#L0", "#L-1", "#L1-L", "#L99999999999", "#L1<script>"])("refuses %s", (hash) =>
    expect(parseLineRange(hash)).toBeUndefined(),
  );

  it("writes what it reads", () => {
    expect(formatLineRange({ from: 3, to: 3 })).toBe("#L3");
    expect(parseLineRange(formatLineRange({ from: 3, to: 9 }))).toEqual({ from: 3, to: 9 });
  });

  it("reaches further with Shift, in both directions", () => {
    expect(extendLineRange(undefined, 5, true)).toEqual({ from: 5, to: 5 });
    expect(extendLineRange({ from: 5, to: 5 }, 9, true)).toEqual({ from: 5, to: 9 });
    expect(extendLineRange({ from: 5, to: 9 }, 2, true)).toEqual({ from: 2, to: 9 });
    expect(extendLineRange({ from: 5, to: 9 }, 7, false)).toEqual({ from: 7, to: 7 });
  });
});
