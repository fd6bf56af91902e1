import type { AllocatorGuess } from "../elf/allocator.ts";
import type { CrateSizes } from "../elf/crates.ts";
import type { BinaryFacts, CrateList } from "../elf/inspect-binary.ts";
import type { LibcGuess } from "../elf/libc.ts";
import type { RustVersion } from "../elf/rust-version.ts";
import type { Elf, ElfSection } from "../elf/types.ts";
import type { FileEntry } from "../oci/file-entry.ts";
import type { CertificateBundle } from "./certificates.ts";

/** What is read from programs beyond their tables. */
export type ProgramFacts = {
  sections: ElfSection[];
  comments: string[];
  libc: LibcGuess;
  allocator: AllocatorGuess;
  rust?: RustVersion;
  crateSizes?: CrateSizes;
  crateList: CrateList;
};

/** An ELF file of a layer; `program` where it is made to be started. */
export type IndexedElf = Omit<Elf, "sections" | "comments"> & { program?: ProgramFacts };

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
  /** SHA-256 of the executable files, as hex. */
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

/** A program's facts in the form that `inspectBinary` gave them; undefined where the file is no program. */
export function toBinaryFacts(indexed: IndexedElf): BinaryFacts | undefined {
  const { program, ...elf } = indexed;
  if (program === undefined) return undefined;
  const { sections, comments, ...facts } = program;
  return { elf: { ...elf, sections, comments }, ...facts };
}

/** The form that is kept of a program's facts. */
export function toIndexedProgram(facts: BinaryFacts): IndexedElf {
  const { elf, ...rest } = facts;
  const { sections, comments, ...tables } = elf;
  return { ...tables, program: { sections, comments, ...rest } };
}

/** The form that is kept of a file that is not made to be started. */
export function toIndexedElf(elf: Elf): IndexedElf {
  const { sections: _, comments: __, ...tables } = elf;
  return tables;
}
