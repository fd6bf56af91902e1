import type { AllocatorGuess } from "../elf/allocator.ts";
import type { CrateSizes } from "../elf/crates.ts";
import type { BinaryFacts, CrateList } from "../elf/inspect-binary.ts";
import type { LibcGuess } from "../elf/libc.ts";
import type { RustVersion } from "../elf/rust-version.ts";
import type { SectionGroups } from "../elf/section-groups.ts";
import type { ElfHead, ElfSection } from "../elf/types.ts";
import type { FileEntry } from "../oci/file-entry.ts";
import type { CertificateBundle } from "./certificates.ts";

/** What is read from a program that an image may start, beyond its tables. */
export type ProgramFacts = {
  sections: ElfSection[];
  groups: SectionGroups;
  comments: string[];
  libc: LibcGuess;
  allocator: AllocatorGuess;
  rust?: RustVersion;
  crateSizes?: CrateSizes;
};

/**
 * An ELF file of a layer; with a `crateList` where it is made to be started, and a `program` where the image may start it.
 */
export type IndexedElf = ElfHead & {
  crateList?: CrateList;
  program?: ProgramFacts;
};

/**
 * All that is kept of one layer, so that its tar is never read twice: every entry, and of some files what analyses
 * need. Keys are paths in the form of `FileEntry.path`.
 */
export type LayerIndex = {
  entries: FileEntry[];
  /** Small texts whole: package databases, os-release, passwd … */
  texts: Map<string, string>;
  /** Licences of Debian's copyright files. */
  licences: Map<string, string[]>;
  certificates: Map<string, CertificateBundle>;
  elves: Map<string, IndexedElf>;
  /** SHA-256 of those executable files that an image may start, as hex. */
  executables: Map<string, string>;
  /** Files whose content was wanted and could not be had, with the reason in words. */
  unread: Map<string, string>;
};

/** Of a layer without any entry. */
export function emptyLayerIndex(): LayerIndex {
  return {
    entries: [],
    texts: new Map(),
    licences: new Map(),
    certificates: new Map(),
    elves: new Map(),
    executables: new Map(),
    unread: new Map(),
  };
}

/** A program's facts in the form that `inspectBinary` gave them; undefined where it was not looked into. */
export function toBinaryFacts(indexed: IndexedElf): BinaryFacts | undefined {
  const { program, crateList, ...elf } = indexed;
  if (program === undefined || crateList === undefined) return undefined;
  const { sections, groups, comments, ...facts } = program;
  return { elf: { ...elf, sections, groups, comments }, ...facts, crateList };
}

/** The form that is kept of a program's facts. */
export function toIndexedProgram(facts: BinaryFacts): IndexedElf {
  const { elf, crateList, ...rest } = facts;
  const { sections, groups, comments, ...head } = elf;
  return { ...head, crateList, program: { sections, groups, comments, ...rest } };
}
