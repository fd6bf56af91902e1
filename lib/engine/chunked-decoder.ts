const MAX_LINE_CHARACTERS = 8 * 1024;
const NEWLINE = 0x0a;

/** Takes the chunks of an HTTP/1.1 answer apart as it is read (RFC 9112, 7.1). */
export class ChunkedDecoder {
  #state: "size" | "data-end" | "trailer" | "done" = "size";
  #line = "";
  #left = 0;

  /** False as long as there is more to come: an answer that ends earlier was cut off. */
  get isDone(): boolean {
    return this.#state === "done";
  }

  /** The body's parts of what was received, in the same memory. Throws an Error for what is not encoded so. */
  *decode(received: Buffer): Generator<Buffer> {
    for (let at = 0; at < received.length && !this.isDone; ) {
      if (this.#left === 0) at = this.#readLine(received, at);
      else {
        const end = Math.min(received.length, at + this.#left);
        this.#left -= end - at;
        yield received.subarray(at, end);
        at = end;
      }
    }
  }

  /** Byte by byte: of some thousand lines a second nearly all have five characters. */
  #readLine(received: Buffer, start: number): number {
    for (let at = start; at < received.length; at += 1) {
      const byte = received[at] ?? 0;
      if (byte === NEWLINE) {
        const line = this.#line;
        this.#line = "";
        this.#takeLine(line.endsWith("\r") ? line.slice(0, -1) : line);
        return at + 1;
      }
      this.#line += String.fromCharCode(byte);
      if (this.#line.length > MAX_LINE_CHARACTERS) throw new Error("a chunk of the answer has no size");
    }
    return received.length;
  }

  #takeLine(line: string): void {
    if (this.#state === "trailer") {
      if (line === "") this.#state = "done";
    } else if (this.#state === "data-end") {
      if (line !== "") throw new Error("a chunk of the answer is longer than its size");
      this.#state = "size";
    } else {
      const size = /^([0-9a-f]{1,12})\s*(;|$)/i.exec(line)?.[1];
      if (size === undefined) throw new Error("a chunk of the answer has no size");
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left === 0 ? "trailer" : "data-end";
    }
  }
}
