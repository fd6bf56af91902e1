/** Lines chosen by a link, both included, from 1. */
export type LineRange = { from: number; to: number };

/** `#L120` or `#L120-L140` (also `#L120-140`); undefined for any other fragment. */
export function parseLineRange(hash: string): LineRange | undefined {
  const match = /^#?L(\d{1,9})(?:-L?(\d{1,9}))?$/.exec(hash);
  if (!match) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  if (from < 1 || to < 1) return undefined;
  return { from: Math.min(from, to), to: Math.max(from, to) };
}

/** `#L120` or `#L120-L140`. */
export function formatLineRange({ from, to }: LineRange): string {
  return from === to ? `#L${from}` : `#L${from}-L${to}`;
}

/** The range after a click on a line number; with Shift it reaches from where the range began. */
export function extendLineRange(range: LineRange | undefined, line: number, isExtending: boolean): LineRange {
  if (!isExtending || !range) return { from: line, to: line };
  return line < range.from ? { from: line, to: range.to } : { from: range.from, to: line };
}
