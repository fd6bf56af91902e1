import type { ElfHeader } from "./header.ts";
import { badElf, type ElfReader } from "./reader.ts";

export const SEGMENT = {
  load: 1,
  dynamic: 2,
  interpreter: 3,
  note: 4,
  stack: 0x6474e551,
  relro: 0x6474e552,
} as const;

export const SEGMENT_EXECUTABLE = 1;

export type Segment = {
  type: number;
  flags: number;
  offset: number;
  address: number;
  /** Bytes in the file. */
  sizeBytes: number;
};

const MAX_SEGMENTS = 65_536;

/** The program headers. Throws bad-elf where they, or what they load, lie outside the file. */
export function readSegments(reader: ElfReader, header: ElfHeader): Segment[] {
  const least = reader.is64 ? 56 : 32;
  if (header.segmentCount === 0) return [];
  if (header.segmentSize < least) throw badElf(`a program header has ${header.segmentSize} bytes`);
  if (header.segmentCount > MAX_SEGMENTS)
    throw badElf(`it has ${header.segmentCount} segments, over ${MAX_SEGMENTS}`);
  reader.require(header.segmentOffset, header.segmentCount * header.segmentSize, "the program header table");
  const segments: Segment[] = [];
  for (let index = 0; index < header.segmentCount; index += 1) {
    const at = header.segmentOffset + index * header.segmentSize;
    const segment = reader.is64
      ? {
          type: reader.u32(at),
          flags: reader.u32(at + 4),
          offset: reader.u64(at + 8),
          address: reader.u64(at + 16),
          sizeBytes: reader.u64(at + 32),
        }
      : {
          type: reader.u32(at),
          offset: reader.u32(at + 4),
          address: reader.u32(at + 8),
          sizeBytes: reader.u32(at + 16),
          flags: reader.u32(at + 24),
        };
    if (segment.type === SEGMENT.load) {
      reader.require(segment.offset, segment.sizeBytes, `loaded segment ${index}`);
    }
    segments.push(segment);
  }
  return segments;
}

/** Where in the file the byte at this address comes from. Throws bad-elf where no segment loads it. */
export function toFileOffset(segments: readonly Segment[], address: number, what: string): number {
  for (const segment of segments) {
    const inside = address - segment.address;
    if (segment.type === SEGMENT.load && inside >= 0 && inside < segment.sizeBytes) {
      return segment.offset + inside;
    }
  }
  throw badElf(`${what} lies at address 0x${address.toString(16)}, which no segment loads`);
}
