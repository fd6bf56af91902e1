import Anser from "anser";

/** A stretch of a line with one look. Text only: nothing in a log is ever markup. */
export type LogSpan = {
  text: string;
  colour?: LogColour;
  isBold?: boolean;
  isDim?: boolean;
  isMatch?: boolean;
};

const LOG_COLOURS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;
export type LogColour = (typeof LOG_COLOURS)[number];

/** What is drawn of one line; the raw log has the rest. */
export const MAX_SHOWN_CHARACTERS = 4_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const OSC = /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const CSI = /\u001b\[[0-9;:?<=>]*[ -/]*[@-~]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const OTHER_ESCAPE = /\u001b(?!\[)[ -/]*[0-~]?/g;
/** Controls that move, hide or turn round what follows: shown as a box each, never obeyed. */
const CONTROL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const KEPT_CONTROLS = new Set(["\t", "\u001b"]);

/** A line with nothing in it but text and colour codes: links (OSC 8) and cursor moves are dropped. */
export function cleanLine(raw: string): string {
  if (!/[^\t -~]/.test(raw)) return raw;
  // A progress bar rewrites its line after a carriage return: what stood there last is what a terminal shows.
  const shown = raw.replace(/\r+$/, "").split("\r").at(-1) ?? "";
  return shown
    .replace(OSC, "")
    .replace(CSI, (sequence) => (sequence.endsWith("m") ? sequence : ""))
    .replace(OTHER_ESCAPE, "")
    .replace(CONTROL, (character) => (KEPT_CONTROLS.has(character) ? character : "\ufffd"));
}

/** The line's words alone, as search sees them. */
export function plainLine(raw: string): string {
  return cleanLine(raw).replace(CSI, "").replaceAll("\u001b", "");
}

/** The line as spans of text, the query's places marked. */
export function toLogSpans(raw: string, query = ""): LogSpan[] {
  const cleaned = cleanLine(raw);
  const spans = cleaned.includes("\u001b") ? colourSpans(cleaned) : [{ text: cleaned }];
  return markMatches(cutSpans(spans, MAX_SHOWN_CHARACTERS), query);
}

function colourSpans(text: string): LogSpan[] {
  const parts = Anser.ansiToJson(text, { json: true, remove_empty: true, use_classes: true });
  return parts.map((part) => {
    const colour = LOG_COLOURS.find(
      (name) => part.fg === `ansi-${name}` || part.fg === `ansi-bright-${name}`,
    );
    return {
      text: part.content.replaceAll("\u001b", ""),
      ...(colour ? { colour } : {}),
      ...(part.decorations.includes("bold") ? { isBold: true } : {}),
      ...(part.decorations.includes("dim") ? { isDim: true } : {}),
    };
  });
}

function cutSpans(spans: readonly LogSpan[], limit: number): LogSpan[] {
  const total = spans.reduce((sum, span) => sum + span.text.length, 0);
  if (total <= limit) return [...spans];
  let room = limit;
  const kept: LogSpan[] = [];
  for (const span of spans) {
    if (room <= 0) break;
    kept.push({ ...span, text: span.text.slice(0, room) });
    room -= span.text.length;
  }
  return [
    ...kept,
    { text: ` … ${(total - limit).toLocaleString("en-US")} more characters in the raw log`, isDim: true },
  ];
}

function markMatches(spans: readonly LogSpan[], query: string): LogSpan[] {
  const wanted = query.toLowerCase();
  if (wanted === "") return [...spans];
  const text = spans
    .map((span) => span.text)
    .join("")
    .toLowerCase();
  const marked: LogSpan[] = [];
  let start = 0;
  for (const span of spans) {
    const end = start + span.text.length;
    marked.push(...splitAtMatches(span, start, text, wanted));
    start = end;
  }
  return marked;
}

/** A match may cross spans of different colours: each keeps its own part of it. */
function splitAtMatches(span: LogSpan, offset: number, text: string, wanted: string): LogSpan[] {
  const end = offset + span.text.length;
  const parts: LogSpan[] = [];
  let done = offset;
  let found = text.indexOf(wanted, Math.max(0, offset - wanted.length + 1));
  while (found !== -1 && found < end) {
    const from = Math.max(found, done);
    const to = Math.min(found + wanted.length, end);
    if (from > done) parts.push({ ...span, text: span.text.slice(done - offset, from - offset) });
    if (to > from) parts.push({ ...span, text: span.text.slice(from - offset, to - offset), isMatch: true });
    done = Math.max(done, to);
    found = text.indexOf(wanted, found + wanted.length);
  }
  if (done < end) parts.push({ ...span, text: span.text.slice(done - offset) });
  return parts;
}
