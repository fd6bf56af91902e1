import { badArchive } from "./bad-archive.ts";
import type { FileKind } from "./file-entry.ts";

export const BLOCK_BYTES = 512;

/** One 512 byte header as it stands, before PAX and GNU records change it. Formats: POSIX.1-1988/2001, GNU tar, star, v7. */
export type RawHeader = {
  name: Buffer;
  linkName: Buffer;
  typeFlag: string;
  sizeBytes: number;
  mode: number;
  uid: number;
  gid: number;
  mtimeMs: number;
  /** GNU tar's old sparse format: the full length, and whether further blocks of its map follow. */
  oldSparse: { realSizeBytes: number; mapContinues: boolean } | undefined;
};

/** True for a block of zeros: half of an archive's end. */
export function isZeroBlock(block: Buffer): boolean {
  for (const byte of block) if (byte !== 0) return false;
  return true;
}

/** True where the block's own checksum is right, which no other kind of file has by chance. */
export function hasHeaderChecksum(block: Buffer): boolean {
  if (block.length < BLOCK_BYTES) return false;
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    const byte = at >= 148 && at < 156 ? 0x20 : (block[at] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const written = tryNumber(block, 148, 8);
  return written === unsigned || written === signed;
}

/** Decodes one header block. Throws bad-archive for a wrong checksum or numbers that are none. */
export function parseTarHeader(block: Buffer): RawHeader {
  if (!hasHeaderChecksum(block)) throw badArchive("a tar header's checksum is wrong");
  const typeFlag = String.fromCharCode(block[156] ?? 0);
  const magic = block.toString("latin1", 257, 265);
  let name = textField(block, 0, 100);
  if (magic.startsWith("ustar\0")) {
    const star = block.toString("latin1", 508, 512) === "tar\0";
    const prefix = textField(block, 345, star ? 131 : 155);
    if (prefix.length > 0) name = Buffer.concat([prefix, Buffer.from("/"), name]);
  }
  const oldSparse =
    typeFlag === "S" ? { realSizeBytes: sizeField(block, 483), mapContinues: block[482] !== 0 } : undefined;
  return {
    name,
    linkName: textField(block, 157, 100),
    typeFlag,
    sizeBytes: sizeField(block, 124),
    mode: numberField(block, 100, 8, "mode") & 0o7777,
    uid: numberField(block, 108, 8, "owner"),
    gid: numberField(block, 116, 8, "group"),
    mtimeMs: Math.trunc(numberField(block, 136, 12, "time") * 1000),
    oldSparse,
  };
}

/** What a type flag stands for; letters that nobody uses for anything else are read as files, as Go's reader does. */
export function toFileKind(typeFlag: string, name: Buffer): FileKind {
  switch (typeFlag) {
    case "1":
      return "hardlink";
    case "2":
      return "symlink";
    case "3":
      return "char";
    case "4":
      return "block";
    case "5":
      return "directory";
    case "6":
      return "fifo";
    case "\0":
      return name.at(-1) === 0x2f ? "directory" : "file";
    default:
      return "file";
  }
}

function textField(block: Buffer, start: number, length: number): Buffer {
  const end = block.indexOf(0, start);
  const last = end < 0 || end > start + length ? start + length : end;
  // A copy: the block's memory is used again.
  return Buffer.from(block.subarray(start, last));
}

function sizeField(block: Buffer, start: number): number {
  const value = numberField(block, start, 12, "size");
  if (value < 0) throw badArchive("a tar header's size is negative");
  return value;
}

function numberField(block: Buffer, start: number, length: number, what: string): number {
  const value = tryNumber(block, start, length);
  if (value === undefined) throw badArchive(`a tar header's ${what} is no number`);
  return value;
}

/** Octal digits, or a big-endian two's complement number where the first bit is set. */
function tryNumber(block: Buffer, start: number, length: number): number | undefined {
  const first = block[start] ?? 0;
  if (first & 0x80) {
    const negative = (first & 0x40) !== 0;
    let value = first & 0x3f;
    if (negative) value -= 0x40;
    for (let at = start + 1; at < start + length; at += 1) value = value * 256 + (block[at] ?? 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const text = block.toString("latin1", start, start + length).replace(/^[ \0]+|[ \0]+$/g, "");
  if (text === "") return 0;
  // Some writers leave rubbish after the terminating NUL.
  const digits = /^[0-7]+/.exec(text)?.[0];
  if (digits === undefined || (digits.length < text.length && text[digits.length] !== "\0")) return undefined;
  return Number.parseInt(digits, 8);
}
