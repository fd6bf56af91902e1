import { AppError } from "../errors.ts";
import { badElf, ElfReader, type ElfSource } from "./reader.ts";

/** ELF header, segments and sections as `man 5 elf` has them. */
export type ElfHeader = {
  osAbi: number;
  type: number;
  machine: number;
  entry: number;
  flags: number;
  segmentOffset: number;
  segmentSize: number;
  segmentCount: number;
  sectionOffset: number;
  sectionSize: number;
  sectionCount: number;
  sectionNamesIndex: number;
};

const MAGIC = [0x7f, 0x45, 0x4c, 0x46];
/** The value that says "too many for 16 bits: see section 0". */
const EXTENDED = 0xffff;

/** True where the bytes begin as an ELF file does. */
export function isElf(bytes: Uint8Array): boolean {
  return MAGIC.every((value, index) => bytes[index] === value);
}

/** A reader of the file's class and byte order, and its header. Throws bad-elf. */
export function readHeader(source: ElfSource): { reader: ElfReader; header: ElfHeader } {
  const identity = new ElfReader(source, true, true).slice(0, Math.min(6, source.length), "its beginning");
  if (!isElf(identity))
    throw new AppError(
      "bad-elf",
      "This file is no ELF program: it does not begin with the ELF magic. Choose one that was compiled for Linux, as `cargo build --release` puts it into target/release.",
    );
  const [fileClass, order] = [identity[4], identity[5]];
  if (fileClass !== 1 && fileClass !== 2) throw badElf(`its class is ${fileClass ?? "missing"}`);
  if (order !== 1 && order !== 2) throw badElf(`its byte order is ${order ?? "missing"}`);
  const is64 = fileClass === 2;
  const reader = new ElfReader(source, is64, order === 1);
  const wide = is64 ? 8 : 4;
  const after = 24 + 3 * wide;
  const header: ElfHeader = {
    osAbi: reader.u8(7),
    type: reader.u16(16),
    machine: reader.u16(18),
    entry: reader.word(24),
    segmentOffset: reader.word(24 + wide),
    sectionOffset: reader.word(24 + 2 * wide),
    flags: reader.u32(after),
    segmentSize: reader.u16(after + 6),
    segmentCount: reader.u16(after + 8),
    sectionSize: reader.u16(after + 10),
    sectionCount: reader.u16(after + 12),
    sectionNamesIndex: reader.u16(after + 14),
  };
  return { reader, header: withExtendedCounts(reader, header) };
}

function withExtendedCounts(reader: ElfReader, header: ElfHeader): ElfHeader {
  if (header.sectionOffset === 0) return { ...header, sectionCount: 0, sectionNamesIndex: 0 };
  const [size, link, info] = reader.is64 ? [32, 40, 44] : [20, 24, 28];
  const first = header.sectionOffset;
  return {
    ...header,
    sectionCount: header.sectionCount === 0 ? reader.word(first + size) : header.sectionCount,
    sectionNamesIndex:
      header.sectionNamesIndex === EXTENDED ? reader.u32(first + link) : header.sectionNamesIndex,
    segmentCount: header.segmentCount === EXTENDED ? reader.u32(first + info) : header.segmentCount,
  };
}
