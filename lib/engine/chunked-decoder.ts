const MAX_LINE_CHARACTERS = 8 * 1024;

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

  #readLine(received: Buffer, at: number): number {
    const newline = received.indexOf("\n", at);
    const end = newline < 0 ? received.length : newline;
    this.#line += received.toString("latin1", at, end);
    if (this.#line.length > MAX_LINE_CHARACTERS) throw new Error("a chunk of the answer has no size");
    if (newline < 0) return end;
    const line = this.#line.replace(/\r$/, "");
    this.#line = "";
    this.#takeLine(line);
    return newline + 1;
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
