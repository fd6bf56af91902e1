import type { ElfHeader } from "./header.ts";
import { badElf, type ElfReader } from "./reader.ts";

export const SECTION_TYPE = { null: 0, symbols: 2, strings: 3, note: 7, noBits: 8 } as const;
export const SECTION_FLAG = { write: 1, allocate: 2, execute: 4 } as const;

export type Section = {
  name: string;
  type: number;
  flags: number;
  address: number;
  offset: number;
  /** As the header says; for NOBITS (`.bss`) it is memory, not file. */
  size: number;
  /** Bytes in the file. */
  sizeBytes: number;
  link: number;
  entrySize: number;
};

const MAX_SECTIONS = 65_536;
const MAX_NAME_BYTES = 256;

/** The section headers, the null one included so that indexes hold. Throws bad-elf. */
export function readSections(reader: ElfReader, header: ElfHeader): Section[] {
  const least = reader.is64 ? 64 : 40;
  const { sectionCount, sectionSize, sectionOffset } = header;
  if (sectionCount === 0) return [];
  if (sectionSize < least) throw badElf(`a section header has ${sectionSize} bytes`);
  if (sectionCount > MAX_SECTIONS) throw badElf(`it has ${sectionCount} sections, over ${MAX_SECTIONS}`);
  reader.require(sectionOffset, sectionCount * sectionSize, "the section header table");
  const sections: Section[] = [];
  for (let index = 0; index < sectionCount; index += 1) {
    sections.push(readSection(reader, sectionOffset + index * sectionSize));
  }
  const names = sections[header.sectionNamesIndex];
  for (const [index, section] of sections.entries()) {
    if (section.type !== SECTION_TYPE.null) reader.require(section.offset, section.sizeBytes, "a section");
    const nameOffset = reader.u32(sectionOffset + index * sectionSize);
    if (names !== undefined && nameOffset < names.sizeBytes)
      section.name = reader.text(names.offset + nameOffset, MAX_NAME_BYTES);
  }
  return sections;
}

function readSection(reader: ElfReader, at: number): Section {
  const wide = reader.is64 ? 8 : 4;
  const type = reader.u32(at + 4);
  const size = reader.word(at + 8 + 3 * wide);
  return {
    name: "",
    type,
    flags: reader.word(at + 8),
    address: reader.word(at + 8 + wide),
    offset: reader.word(at + 8 + 2 * wide),
    size,
    sizeBytes: type === SECTION_TYPE.noBits || type === SECTION_TYPE.null ? 0 : size,
    link: reader.u32(at + 8 + 4 * wide),
    entrySize: reader.word(at + 16 + 5 * wide),
  };
}

/** The bytes of the first section with this name; undefined where there is none or it is not in the file. */
export function findSectionBytes(
  reader: ElfReader,
  sections: readonly Section[],
  name: string,
): Uint8Array | undefined {
  const section = sections.find((candidate) => candidate.name === name);
  if (section === undefined || section.sizeBytes === 0) return undefined;
  return reader.slice(section.offset, section.sizeBytes, `section ${name}`);
}
