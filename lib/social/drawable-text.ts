/**
 * The letters that the pictures' font has, beside what Latin scripts write: arrows and signs of ours. A letter that it
 * lacks would be looked for on the network.
 */
const DRAWABLE = /[^\u0020-\u007e\u00a0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2212]/gu;

/** A text without what the font cannot draw, on one line, cut to a length; never empty where it had a drawable letter. */
export function toDrawableText(text: string, maxLength: number): string {
  const line = text
    .normalize("NFC")
    .replaceAll(/\s+/g, " ")
    .replaceAll(DRAWABLE, "")
    .replaceAll(/ {2,}/g, " ")
    .trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).trimEnd()}…`;
}

/** As many whole sentences as there is room for; where the first is too long already, it is cut. */
export function toWholeSentences(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const end = text.slice(0, maxLength + 1).lastIndexOf(". ");
  return end > 0 ? text.slice(0, end + 1) : toDrawableText(text, maxLength);
}
