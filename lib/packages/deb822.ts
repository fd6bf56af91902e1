/** One paragraph of a Debian control file; field names in lower case. */
export type Paragraph = Map<string, string>;

const MAX_PARAGRAPHS = 50_000;
/** Of one paragraph; dpkg itself knows about 40. */
const MAX_FIELDS = 200;

/**
 * The paragraphs of a deb822 text: fields, continued by lines that begin with a blank. Lines that are neither are
 * skipped, as dpkg's own readers of foreign files do. Source: deb822(5).
 */
export function* parseParagraphs(text: string): Generator<Paragraph> {
  let paragraph: Paragraph = new Map();
  let field = "";
  let count = 0;
  for (const line of linesOf(text)) {
    if (line.trim() === "") {
      if (paragraph.size > 0) {
        yield paragraph;
        count += 1;
        if (count === MAX_PARAGRAPHS) return;
      }
      paragraph = new Map();
      field = "";
    } else if (/^[ \t]/.test(line)) {
      if (field !== "") paragraph.set(field, `${paragraph.get(field) ?? ""}\n${line.trim()}`);
    } else {
      const colon = line.indexOf(":");
      if (colon <= 0) continue;
      field = line.slice(0, colon).toLowerCase();
      if (paragraph.size >= MAX_FIELDS && !paragraph.has(field)) field = "";
      else paragraph.set(field, line.slice(colon + 1).trim());
    }
  }
  if (paragraph.size > 0) yield paragraph;
}

function* linesOf(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    const line = end === -1 ? text.slice(start) : text.slice(start, end);
    yield line.endsWith("\r") ? line.slice(0, -1) : line;
    start = end === -1 ? text.length : end + 1;
  }
}
