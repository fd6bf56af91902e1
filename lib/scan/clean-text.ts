// Control characters (C0, DEL, C1), line and paragraph separators, and the marks that turn the reading direction:
// a title must not be able to forge a line or reorder the words around it.
const UNSAFE = /[\s\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** One line of at most `maxLength` characters, safe to show as text; longer text ends in an ellipsis. */
export function cleanText(text: string, maxLength: number): string {
  const line = text
    .slice(0, maxLength * 4)
    .replace(UNSAFE, " ")
    .toWellFormed()
    .trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).toWellFormed()}…`;
}

/** The address if it is http or https, else undefined. */
export function findWebAddress(text: string): string | undefined {
  if (text.length > 2000 || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).href;
}
