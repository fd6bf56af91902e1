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

/** Numbers and texts at offsets of untrusted bytes; whatever lies outside the file throws bad-elf. */
export class ElfReader {
  readonly bytes: Uint8Array;
  readonly is64: boolean;
  readonly isLittle: boolean;
  readonly #view: DataView;
  readonly #buffer: Buffer;

  constructor(bytes: Uint8Array, is64: boolean, isLittle: boolean) {
    this.bytes = bytes;
    this.is64 = is64;
    this.isLittle = isLittle;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.byteLength;
  }

  /** True where these bytes all lie in the file. */
  holds(offset: number, size: number): boolean {
    return offset >= 0 && size >= 0 && offset + size <= this.length;
  }

  u8(offset: number): number {
    this.#check(offset, 1);
    return this.#view.getUint8(offset);
  }

  u16(offset: number): number {
    this.#check(offset, 2);
    return this.#view.getUint16(offset, this.isLittle);
  }

  u32(offset: number): number {
    this.#check(offset, 4);
    return this.#view.getUint32(offset, this.isLittle);
  }

  /** Values over 2^53 lose their last bits; as offsets and sizes they are out of any file anyway. */
  u64(offset: number): number {
    this.#check(offset, 8);
    const [low, high] = this.isLittle ? [0, 4] : [4, 0];
    return (
      this.#view.getUint32(offset + high, this.isLittle) * 2 ** 32 +
      this.#view.getUint32(offset + low, this.isLittle)
    );
  }

  /** A word of the file's class: 4 or 8 bytes. */
  word(offset: number): number {
    return this.is64 ? this.u64(offset) : this.u32(offset);
  }

  slice(offset: number, size: number, what: string): Uint8Array {
    if (size === 0) return NO_BYTES;
    if (!this.holds(offset, size)) {
      throw badElf(`${what} lies at bytes ${offset} to ${offset + size} of ${this.length}`);
    }
    return this.bytes.subarray(offset, offset + size);
  }

  /** The text up to the next NUL, at most `maxBytes`; bytes that are no UTF-8 become U+FFFD. */
  text(offset: number, maxBytes: number): string {
    this.#check(offset, 1);
    const limit = Math.min(this.length, offset + maxBytes);
    let end = offset;
    while (end < limit && this.bytes[end] !== 0) end += 1;
    return this.#buffer.toString("utf8", offset, end);
  }

  #check(offset: number, size: number): void {
    if (!this.holds(offset, size)) throw badElf(`it ends at byte ${this.length}, before offset ${offset}`);
  }
}
