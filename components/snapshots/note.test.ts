import { describe, expect, it } from "vitest";
import { firstWords, parseNote, parseNoteLine } from "./note.ts";

const kinds = (note: string) => parseNote(note).map(({ kind, lines }) => [kind, lines.length]);

describe("parseNote", () => {
  it("splits paragraphs and lists", () => {
    const note = "Ship on base-nossl.\nIt is small.\n\n- no shell\n- libc\n";
    expect(kinds(note)).toEqual([
      ["paragraph", 2],
      ["list", 2],
    ]);
    expect(parseNote("  \n\n")).toEqual([]);
  });

  it("knows headings and lists that no empty line sets apart", () => {
    expect(kinds("## Decision\n### Why\nIt is small:\r\n- no shell\n#1 of five, #small")).toEqual([
      ["heading", 1],
      ["heading", 1],
      ["paragraph", 1],
      ["list", 1],
      ["paragraph", 1],
    ]);
  });

  it("knows bold, italic, code and links", () => {
    expect(parseNoteLine("**a** *b* `c` [d](https://example.org/x) https://example.org/y.")).toEqual([
      { kind: "strong", text: "a" },
      { kind: "text", text: " " },
      { kind: "em", text: "b" },
      { kind: "text", text: " " },
      { kind: "code", text: "c" },
      { kind: "text", text: " " },
      { kind: "link", text: "d", href: "https://example.org/x" },
      { kind: "text", text: " " },
      { kind: "link", text: "https://example.org/y", href: "https://example.org/y" },
      { kind: "text", text: "." },
    ]);
  });

  it.each([
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](data:text/html,x)",
    "![x](//example.org/x.png)",
  ])("keeps %s as text", (line) => {
    expect(parseNoteLine(line)).toEqual([{ kind: "text", text: line }]);
  });
});

describe("firstWords", () => {
  it.each([
    ["\n## Ship **scratch**\n\nIt is small.", "Ship scratch"],
    ["- see [the review](https://example.org/x), `musl`", "see the review, musl"],
    ["2 * 3 # 4 <b>", "2 * 3 # 4 <b>"],
    ["\n", ""],
  ])("of %j are %j", (note, words) => {
    expect(firstWords(note)).toBe(words);
  });
});
