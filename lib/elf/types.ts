import type { SectionGroups } from "./section-groups.ts";
import type { NeededVersion } from "./versions.ts";

/**
 * static: no dynamic linker; static-pie: the same at any address; dynamic: started by its interpreter;
 * shared-library: loaded by others; relocatable, core, other: not made to be started.
 */
export type ElfKind =
  | "static"
  | "static-pie"
  | "dynamic"
  | "shared-library"
  | "relocatable"
  | "core"
  | "other";

/** full: the global offset table is read-only once started (needs bind-now); partial: only part of it. */
export type Relro = "none" | "partial" | "full";

export type Hardening = {
  isPie: boolean;
  relro: Relro;
  /** The stack is not executable. */
  hasNx: boolean;
  hasBindNow: boolean;
};

export type ElfSection = { name: string; sizeBytes: number };

/** What an ELF file's own tables say; plain data that can be stored as JSON. */
export type Elf = {
  bits: 32 | 64;
  byteOrder: "little" | "big";
  /** `x86-64`, `aarch64`; `machine-N` where the number has no name here. */
  machine: string;
  kind: ElfKind;
  sizeBytes: number;
  interpreter?: string;
  soname?: string;
  /** DT_NEEDED in its order. */
  needed: string[];
  rpath: string[];
  runpath: string[];
  versionsNeeded: NeededVersion[];
  versionsDefined: string[];
  hardening: Hardening;
  /** No symbol table (`.symtab`) is left. */
  isStripped: boolean;
  hasDebugInfo: boolean;
  /** GNU build id in hex. */
  buildId?: string;
  /** What compilers and linkers left in `.comment`. */
  comments: string[];
  /** Sections with bytes in the file, largest first. */
  sections: ElfSection[];
  /** Adds up to sizeBytes. */
  groups: SectionGroups;
};

/** How an ELF file is loaded, without what it is made of. */
export type ElfHead = Omit<Elf, "comments" | "sections" | "groups">;
