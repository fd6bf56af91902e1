import { isElf } from "../elf/header.ts";
import type { ContentSink } from "../oci/layer-reader.ts";

const MAGIC_BYTES = 4;
const LEAST_BYTES = 256 * 1024;
/** Beyond it a buffer is as large as is asked for, not twice as large as the last one. */
const LARGE_BYTES = 8 * 1024 * 1024;

/** One buffer for the contents of a layer's files, which come one after the other. */
export class Scratch {
  #memory = new ArrayBuffer(0);

  /** So many bytes of any content, until the next call. */
  take(sizeBytes: number): Buffer {
    if (this.#memory.byteLength < sizeBytes) {
      const room = Math.min(2 * this.#memory.byteLength, LARGE_BYTES);
      this.free();
      this.#memory = new ArrayBuffer(Math.max(sizeBytes, room, LEAST_BYTES));
    }
    return Buffer.from(this.#memory, 0, sizeBytes);
  }

  /** Gives the memory back at once: garbage of this size is most of what reading a large image takes. */
  free(): void {
    this.#memory = this.#memory.transfer(0);
  }
}

export type FileContentOptions = {
  /** What the tar's header says. */
  sizeBytes: number;
  maxBytes: number;
  scratch: Scratch;
  /** Drop what does not begin as an ELF file does, and say nothing of it. */
  onlyElf: boolean;
  /** The bytes are only valid during the call. */
  onContent: (bytes: Buffer) => void;
  /** Gets the reason in words. */
  onUnread: (reason: string) => void;
};

/** Gathers one file's content as it passes; at its end calls one of the two, or none for a dropped file. */
export class FileContent implements ContentSink {
  readonly #options: FileContentOptions;
  readonly #magic = Buffer.alloc(MAGIC_BYTES);
  #buffer: Buffer | undefined;
  #received = 0;
  #isDropped = false;

  constructor(options: FileContentOptions) {
    this.#options = options;
  }

  write(chunk: Buffer): void {
    if (this.#isDropped) return;
    const { sizeBytes, maxBytes, onlyElf } = this.#options;
    const at = this.#received;
    this.#received += chunk.length;
    if (at < MAGIC_BYTES) chunk.copy(this.#magic, at);
    if (onlyElf && this.#received >= MAGIC_BYTES && !isElf(this.#magic)) {
      this.#isDropped = true;
      this.#buffer = undefined;
      return;
    }
    if (sizeBytes > maxBytes) return;
    this.#buffer ??= this.#options.scratch.take(sizeBytes);
    chunk.copy(this.#buffer, at);
  }

  end(): void {
    const { sizeBytes, maxBytes, onlyElf, onContent, onUnread } = this.#options;
    if (this.#isDropped || (onlyElf && this.#received < MAGIC_BYTES)) return;
    if (sizeBytes > maxBytes) onUnread(`it has ${sizeBytes} bytes, over the ${maxBytes} that are read`);
    else if (this.#buffer === undefined || this.#received !== sizeBytes)
      onUnread(`${this.#received} bytes are stored where its size says ${sizeBytes} (a sparse file)`);
    else onContent(this.#buffer);
    this.#buffer = undefined;
  }
}
