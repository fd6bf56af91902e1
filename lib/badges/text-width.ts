// Widths at 11 px of the sans-serif fonts that machines have, a little on the wide side.
const NARROW = /[ijlI.,:;'|!()[\]ft1 ]/;
const WIDE = /[mwMWGOQ%@—]/;

/** About how many pixels a text takes at 11 px, whole. A badge then fits the text into exactly that. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 9.6 : NARROW.test(letter) ? 3.9 : 6.5;
  return Math.ceil(width);
}
