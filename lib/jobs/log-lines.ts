/** The longest line that is kept whole; a longer one is cut into pieces, so that no row grows without bound. */
const MAX_LINE_LENGTH = 16_384;

/** Cuts a stream of text into lines; what has no newline yet is kept until `end`. */
export class LineSplitter {
  #rest = "";

  /** The lines that `text` completes. A carriage return before the newline is dropped. */
  push(text: string): string[] {
    const parts = (this.#rest + text).split("\n");
    this.#rest = parts.pop() ?? "";
    const lines = parts.flatMap(toPieces);
    while (this.#rest.length > MAX_LINE_LENGTH) {
      lines.push(this.#rest.slice(0, MAX_LINE_LENGTH));
      this.#rest = this.#rest.slice(MAX_LINE_LENGTH);
    }
    return lines;
  }

  /** What was left without a newline, if anything. */
  end(): string[] {
    const rest = this.#rest;
    this.#rest = "";
    return rest === "" ? [] : toPieces(rest);
  }
}

function toPieces(raw: string): string[] {
  const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
  if (line.length <= MAX_LINE_LENGTH) return [line];
  const count = Math.ceil(line.length / MAX_LINE_LENGTH);
  return Array.from({ length: count }, (_, index) =>
    line.slice(index * MAX_LINE_LENGTH, (index + 1) * MAX_LINE_LENGTH),
  );
}
