/** A note's Markdown: paragraphs, lists, bold, italic, code and http(s) links; everything else stays text. */
export type NoteInline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "em" | "code"; text: string }
  | { kind: "link"; text: string; href: string };

export type NoteBlock =
  | { kind: "paragraph"; lines: NoteInline[][] }
  | { kind: "list"; items: NoteInline[][] };

const INLINE =
  /\*\*(?<strong>[^*\n]+)\*\*|\*(?<em>[^*\n]+)\*|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<target>https?:\/\/[^\s)]+)\)|(?<bare>https?:\/\/[^\s<>)\]]*[^\s<>)\].,;:!?])/g;

function toInline(match: RegExpMatchArray): NoteInline {
  const { strong, em, code, label, target, bare } = match.groups ?? {};
  if (strong) return { kind: "strong", text: strong };
  if (em) return { kind: "em", text: em };
  if (code) return { kind: "code", text: code };
  if (label && target) return { kind: "link", text: label, href: target };
  return { kind: "link", text: bare ?? "", href: bare ?? "" };
}

export function parseNoteLine(line: string): NoteInline[] {
  const parts: NoteInline[] = [];
  let from = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > from) parts.push({ kind: "text", text: line.slice(from, match.index) });
    parts.push(toInline(match));
    from = match.index + match[0].length;
  }
  if (from < line.length) parts.push({ kind: "text", text: line.slice(from) });
  return parts;
}

export function parseNote(note: string): NoteBlock[] {
  return note
    .replaceAll("\r\n", "\n")
    .split(/\n\s*\n/)
    .map((block) => block.split("\n").filter((line) => line.trim() !== ""))
    .filter((lines) => lines.length > 0)
    .map((lines): NoteBlock => {
      const items = lines.flatMap((line) => /^\s*[-*]\s+(.*)$/.exec(line)?.[1] ?? []);
      if (items.length === lines.length) return { kind: "list", items: items.map(parseNoteLine) };
      return { kind: "paragraph", lines: lines.map(parseNoteLine) };
    });
}
