import { badArchive } from "./bad-archive.ts";
import type { FileKind } from "./file-entry.ts";
import { toPlainText, toSafeText } from "./safe-text.ts";

export const BLOCK_BYTES = 512;

/**
 * One 512 byte header as it stands, before PAX and GNU records change it; names are safe text. Formats:
 * POSIX.1-1988/2001, GNU tar, star, v7.
 */
export type RawHeader = {
  name: string;
  linkName: string;
  typeFlag: string;
  sizeBytes: number;
  mode: number;
  uid: number;
  gid: number;
  mtimeMs: number;
  /** GNU tar's old sparse format: the full length, and whether further blocks of its map follow. */
  oldSparse: { realSizeBytes: number; mapContinues: boolean } | undefined;
};

const CHECKSUM = { start: 148, end: 156 } as const;
const SPACE = 0x20;

/** True for a block of zeros: half of an archive's end. */
export function isZeroBlock(block: Buffer): boolean {
  for (let at = 0; at < block.length; at += 1) if (block[at] !== 0) return false;
  return true;
}

/** True where the block's own checksum is right, which no other kind of file has by chance. */
export function hasHeaderChecksum(block: Buffer): boolean {
  if (block.length < BLOCK_BYTES) return false;
  const written = tryNumber(block, CHECKSUM.start, CHECKSUM.end - CHECKSUM.start);
  // Its own field counts as spaces. Of every file of every layer: no branches in this loop.
  let unsigned = (CHECKSUM.end - CHECKSUM.start) * SPACE;
  for (let at = 0; at < BLOCK_BYTES; at += 1) unsigned += block[at] ?? 0;
  for (let at = CHECKSUM.start; at < CHECKSUM.end; at += 1) unsigned -= block[at] ?? 0;
  return written === unsigned || written === unsigned - 256 * countHighBytes(block);
}

/** Some old programs added the bytes up as signed numbers. */
function countHighBytes(block: Buffer): number {
  let count = 0;
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    const isCounted = at < CHECKSUM.start || at >= CHECKSUM.end;
    if (isCounted && (block[at] ?? 0) > 127) count += 1;
  }
  return count;
}

/** Decodes one header block. Throws bad-archive for a wrong checksum or numbers that are none. */
export function parseTarHeader(block: Buffer): RawHeader {
  if (!hasHeaderChecksum(block)) throw badArchive("a tar header's checksum is wrong");
  const typeFlag = String.fromCharCode(block[156] ?? 0);
  const oldSparse =
    typeFlag === "S" ? { realSizeBytes: sizeField(block, 483), mapContinues: block[482] !== 0 } : undefined;
  return {
    name: nameField(block),
    linkName: block[157] === 0 ? "" : textField(block, 157, 100),
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
export function toFileKind(typeFlag: string, name: string): FileKind {
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
      return name.endsWith("/") ? "directory" : "file";
    default:
      return "file";
  }
}

function nameField(block: Buffer): string {
  const hasPrefix = block[345] !== 0 && block.toString("latin1", 257, 263) === "ustar\0";
  if (!hasPrefix) return textField(block, 0, 100);
  const prefixLength = block.toString("latin1", 508, 512) === "tar\0" ? 131 : 155;
  const prefix = toPlainText(block, 345, endOfText(block, 345, prefixLength));
  const name = toPlainText(block, 0, endOfText(block, 0, 100));
  if (prefix !== undefined && name !== undefined) return `${prefix}/${name}`;
  const parts = [
    block.subarray(345, endOfText(block, 345, prefixLength)),
    Buffer.from("/"),
    block.subarray(0, endOfText(block, 0, 100)),
  ];
  return toSafeText(Buffer.concat(parts));
}

function textField(block: Buffer, start: number, length: number): string {
  const end = endOfText(block, start, length);
  return toPlainText(block, start, end) ?? toSafeText(block.subarray(start, end));
}

function endOfText(block: Buffer, start: number, length: number): number {
  let end = start;
  while (end < start + length && block[end] !== 0) end += 1;
  return end;
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
  const end = start + length;
  if ((block[start] ?? 0) & 0x80) return tryBinaryNumber(block, start, end);
  let at = start;
  while (at < end && isBlank(block[at])) at += 1;
  if (at === end) return 0;
  const first = at;
  let value = 0;
  for (; at < end; at += 1) {
    const digit = (block[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  if (at === first) return undefined;
  // Some writers leave rubbish after the terminating NUL.
  if (at === end || block[at] === 0) return value;
  while (at < end && isBlank(block[at])) at += 1;
  return at === end ? value : undefined;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === 0;
}

function tryBinaryNumber(block: Buffer, start: number, end: number): number | undefined {
  const first = block[start] ?? 0;
  const negative = (first & 0x40) !== 0;
  let value = first & 0x3f;
  if (negative) value -= 0x40;
  for (let at = start + 1; at < end; at += 1) value = value * 256 + (block[at] ?? 0);
  return Number.isSafeInteger(value) ? value : undefined;
}
