import { describe, expect, it } from "vitest";
import { parseNote, parseNoteLine } from "./note.ts";

describe("parseNote", () => {
  it("splits paragraphs and lists", () => {
    expect(
      parseNote("Ship on base-nossl.\nIt is small.\n\n- no shell\n- libc\n").map((block) => block.kind),
    ).toEqual(["paragraph", "list"]);
    expect(parseNote("  \n\n")).toEqual([]);
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
