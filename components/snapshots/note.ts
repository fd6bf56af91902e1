export type NoteInline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "em" | "code"; text: string }
  | { kind: "link"; text: string; href: string };

type NoteLine = NoteInline[];

/** Each item of a list is a line; a heading has one. */
export type NoteBlock = { kind: "heading" | "paragraph" | "list"; lines: NoteLine[] };

const INLINE =
  /\*\*(?<strong>[^*\n]+)\*\*|\*(?<em>[^*\n]+)\*|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<target>https?:\/\/[^\s)]+)\)|(?<bare>https?:\/\/[^\s<>)\]]*[^\s<>)\].,;:!?])/g;

const HEADING = /^\s*#{1,6}\s+(?<text>.*)$/;
const ITEM = /^\s*[-*]\s+(?<text>.*)$/;

function toInline(match: RegExpMatchArray): NoteInline {
  const { strong, em, code, label, target, bare } = match.groups ?? {};
  if (strong) return { kind: "strong", text: strong };
  if (em) return { kind: "em", text: em };
  if (code) return { kind: "code", text: code };
  if (label && target) return { kind: "link", text: label, href: target };
  return { kind: "link", text: bare ?? "", href: bare ?? "" };
}

export function parseNoteLine(line: string): NoteLine {
  const parts: NoteLine = [];
  let from = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > from) parts.push({ kind: "text", text: line.slice(from, match.index) });
    parts.push(toInline(match));
    from = match.index + match[0].length;
  }
  if (from < line.length) parts.push({ kind: "text", text: line.slice(from) });
  return parts;
}

/** Which block a line belongs to, and what it says there. */
function readLine(line: string): { kind: NoteBlock["kind"]; text: string } {
  const heading = HEADING.exec(line)?.groups?.text;
  if (heading !== undefined) return { kind: "heading", text: heading };
  const item = ITEM.exec(line)?.groups?.text;
  return item === undefined ? { kind: "paragraph", text: line } : { kind: "list", text: item };
}

/** A note's Markdown: headings, paragraphs, lists, bold, italic, code and http(s) links; everything else stays text. */
export function parseNote(note: string): NoteBlock[] {
  const blocks: NoteBlock[] = [];
  let open: NoteBlock | undefined;
  for (const line of note.replaceAll("\r\n", "\n").split("\n")) {
    if (line.trim() === "") {
      open = undefined;
      continue;
    }
    const { kind, text } = readLine(line);
    if (open?.kind !== kind || kind === "heading") {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    open.lines.push(parseNoteLine(text));
  }
  return blocks;
}

/** A note's first line in plain words, for lists; empty where the note is. */
export function firstWords(note: string): string {
  const [line] = parseNote(note)[0]?.lines ?? [];
  return line?.map(({ text }) => text).join("") ?? "";
}
