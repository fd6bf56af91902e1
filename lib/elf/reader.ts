import { AppError } from "../errors.ts";

/** A bad-elf error; `what` completes the sentence "This ELF file cannot be read: …". */
export function badElf(what: string, cause?: unknown): AppError {
  return new AppError(
    "bad-elf",
    `This ELF file cannot be read: ${what}. It may be truncated or damaged; build or copy it again.`,
    { cause },
  );
}

const NO_BYTES = new Uint8Array(0);

/** Bytes that lie elsewhere, read as they are wanted; `read` gives exactly what is asked for, which lies inside. */
export type ElfFile = { readonly length: number; read(offset: number, size: number): Uint8Array };

/** An ELF file's bytes in memory, or where they can be read. */
export type ElfSource = Uint8Array | ElfFile;

/** As much of a file is held at once. */
const WINDOW_BYTES = 64 * 1024;

function isFile(source: ElfSource): source is ElfFile {
  return "read" in source;
}

/** Numbers and texts at offsets of untrusted bytes; whatever lies outside the file throws bad-elf. */
export class ElfReader {
  readonly length: number;
  readonly is64: boolean;
  readonly isLittle: boolean;
  readonly #source: ElfSource;
  /** Where in the file the window begins; of bytes in memory it is all of them. */
  #start = 0;
  #window: DataView;
  /** The same bytes, of which texts are made. */
  #bytes: Buffer;

  constructor(source: ElfSource, is64: boolean, isLittle: boolean) {
    this.#source = source;
    this.length = source.length;
    this.is64 = is64;
    this.isLittle = isLittle;
    this.#window = toView(isFile(source) ? NO_BYTES : source);
    this.#bytes = toBuffer(this.#window);
  }

  /** True where these bytes all lie in the file. */
  holds(offset: number, size: number): boolean {
    return offset >= 0 && size >= 0 && offset + size <= this.length;
  }

  u8(offset: number): number {
    const at = this.#seek(offset, 1);
    return this.#window.getUint8(at);
  }

  u16(offset: number): number {
    const at = this.#seek(offset, 2);
    return this.#window.getUint16(at, this.isLittle);
  }

  u32(offset: number): number {
    const at = this.#seek(offset, 4);
    return this.#window.getUint32(at, this.isLittle);
  }

  /** Values over 2^53 lose their last bits; as offsets and sizes they are out of any file anyway. */
  u64(offset: number): number {
    const at = this.#seek(offset, 8);
    const high = this.#window.getUint32(this.isLittle ? at + 4 : at, this.isLittle);
    const low = this.#window.getUint32(this.isLittle ? at : at + 4, this.isLittle);
    // nearly all are small, and a small number takes no memory of its own
    return high === 0 ? low : high * 2 ** 32 + low;
  }

  /** A word of the file's class: 4 or 8 bytes. */
  word(offset: number): number {
    return this.is64 ? this.u64(offset) : this.u32(offset);
  }

  /** Throws bad-elf where not all of these bytes lie in the file; reads none of them. */
  require(offset: number, size: number, what: string): void {
    if (size === 0 || this.holds(offset, size)) return;
    throw badElf(`${what} lies at bytes ${offset} to ${offset + size} of ${this.length}`);
  }

  slice(offset: number, size: number, what: string): Uint8Array {
    this.require(offset, size, what);
    if (size === 0) return NO_BYTES;
    const source = this.#source;
    return isFile(source) ? source.read(offset, size) : source.subarray(offset, offset + size);
  }

  /** The text up to the next NUL, at most `maxBytes` and 64 kB; bytes that are no UTF-8 become U+FFFD. */
  text(offset: number, maxBytes: number): string {
    this.#check(offset, 1);
    const most = Math.min(maxBytes, WINDOW_BYTES, this.length - offset);
    const start = this.#seek(offset, most);
    let end = start;
    while (end < start + most && this.#bytes[end] !== 0) end += 1;
    return this.#bytes.toString("utf8", start, end);
  }

  /** Whether these ASCII characters and a NUL, or the file's end, are there. */
  hasText(offset: number, text: string): boolean {
    const size = Math.min(text.length + 1, this.length - offset);
    if (size < text.length || !this.holds(offset, size)) return false;
    const start = this.#seek(offset, size);
    for (let at = 0; at < text.length; at += 1)
      if (this.#bytes[start + at] !== text.charCodeAt(at)) return false;
    return size === text.length || this.#bytes[start + text.length] === 0;
  }

  /** Where in the window these bytes are. */
  #seek(offset: number, size: number): number {
    this.#check(offset, size);
    const at = offset - this.#start;
    if (at >= 0 && at + size <= this.#window.byteLength) return at;
    this.#window = toView(this.slice(offset, Math.min(WINDOW_BYTES, this.length - offset), "a window"));
    this.#bytes = toBuffer(this.#window);
    this.#start = offset;
    return 0;
  }

  #check(offset: number, size: number): void {
    if (!this.holds(offset, size)) throw badElf(`it ends at byte ${this.length}, before offset ${offset}`);
  }
}

function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function toBuffer({ buffer, byteOffset, byteLength }: DataView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
