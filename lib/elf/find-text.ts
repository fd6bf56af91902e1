/** Up to this length Buffer.indexOf looks for the first byte as the processor does best, many times faster than beyond. */
const QUICK_LENGTH = 7;
/** A file made of beginnings is left to the slower search. */
const MAX_BEGINNINGS = 1000;

/** Where an ASCII text next is; -1 where it is not. The same as `indexOf`, faster in large binaries. */
export function findText(haystack: Buffer, text: string, from = 0): number {
  const beginning = text.slice(0, QUICK_LENGTH);
  let at = haystack.indexOf(beginning, from, "latin1");
  for (let tries = 0; at !== -1 && tries < MAX_BEGINNINGS; tries += 1) {
    if (haystack.toString("latin1", at, at + text.length) === text) return at;
    at = haystack.indexOf(beginning, at + 1, "latin1");
  }
  return at === -1 ? -1 : haystack.indexOf(text, at, "latin1");
}

/** Whether an ASCII text is in one of these parts of a file. */
export function holdsText(parts: readonly Buffer[], text: string): boolean {
  return parts.some((part) => findText(part, text) !== -1);
}
