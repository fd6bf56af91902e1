import type { ElfHeader } from "./header.ts";
import { badElf, type ElfReader } from "./reader.ts";

export const SECTION_TYPE = { null: 0, symbols: 2, strings: 3, note: 7, noBits: 8 } as const;
export const SECTION_FLAG = { write: 1, allocate: 2, execute: 4 } as const;

/** A section's header. Its name is only read when it is asked for: most sections of most files are never called by it. */
export class Section {
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  /** As the header says; for NOBITS (`.bss`) it is memory, not file. */
  readonly size: number;
  /** Bytes in the file. */
  readonly sizeBytes: number;
  readonly link: number;
  readonly entrySize: number;
  readonly #reader: ElfReader;
  readonly #at: number;
  readonly #names: Section | undefined;

  /** `names`: the section that names are in. */
  constructor(reader: ElfReader, at: number, names?: Section) {
    const wide = reader.is64 ? 8 : 4;
    this.#reader = reader;
    this.#at = at;
    this.#names = names;
    this.type = reader.u32(at + 4);
    this.flags = reader.word(at + 8);
    this.address = reader.word(at + 8 + wide);
    this.offset = reader.word(at + 8 + 2 * wide);
    this.size = reader.word(at + 8 + 3 * wide);
    const isInFile = this.type !== SECTION_TYPE.noBits && this.type !== SECTION_TYPE.null;
    this.sizeBytes = isInFile ? this.size : 0;
    this.link = reader.u32(at + 8 + 4 * wide);
    this.entrySize = reader.word(at + 16 + 5 * wide);
  }

  get name(): string {
    const at = this.#nameAt();
    return at === undefined ? "" : this.#reader.text(at, MAX_NAME_BYTES);
  }

  /** Whether this is its name, which is no longer than names may be and not empty. */
  isNamed(name: string): boolean {
    const at = this.#nameAt();
    return at !== undefined && this.#reader.hasText(at, name);
  }

  #nameAt(): number | undefined {
    if (this.#names === undefined) return undefined;
    const offset = this.#reader.u32(this.#at);
    return offset < this.#names.sizeBytes ? this.#names.offset + offset : undefined;
  }
}

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
  const { sectionNamesIndex } = header;
  const names =
    sectionNamesIndex < sectionCount
      ? new Section(reader, sectionOffset + sectionNamesIndex * sectionSize)
      : undefined;
  const sections: Section[] = [];
  for (let index = 0; index < sectionCount; index += 1) {
    const section = new Section(reader, sectionOffset + index * sectionSize, names);
    if (section.type !== SECTION_TYPE.null) reader.require(section.offset, section.sizeBytes, "a section");
    sections.push(section);
  }
  return sections;
}

/** The bytes of the first section with this name; undefined where there is none or it is not in the file. */
export function findSectionBytes(
  reader: ElfReader,
  sections: readonly Section[],
  name: string,
): Uint8Array | undefined {
  const section = sections.find((candidate) => candidate.isNamed(name));
  if (section === undefined || section.sizeBytes === 0) return undefined;
  return reader.slice(section.offset, section.sizeBytes, `section ${name}`);
}
