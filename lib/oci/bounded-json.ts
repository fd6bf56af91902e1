const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPENS, CLOSES] = [new Set([0x5b, 0x7b]), new Set([0x5d, 0x7d])];

export type JsonLimits = {
  maxDepth?: number;
  /** Objects, lists and what they hold, counted together. */
  maxParts: number;
};

/**
 * `JSON.parse` for untrusted text. A few million brackets are some megabytes as text and gigabytes as objects, so they are
 * counted first. Throws SyntaxError where there are too many, or they lie too deep, or the text is no JSON.
 */
export function parseBoundedJson(text: string, { maxDepth = 64, maxParts }: JsonLimits): unknown {
  let [depth, parts, isText] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (code === COMMA) parts += 1;
    else if (OPENS.has(code)) {
      depth += 1;
      parts += 1;
      if (depth > maxDepth) throw new SyntaxError(`JSON is nested more than ${maxDepth} deep`);
    } else if (CLOSES.has(code)) depth -= 1;
    if (parts > maxParts) throw new SyntaxError(`JSON has more than ${maxParts} parts`);
  }
  return JSON.parse(text);
}
