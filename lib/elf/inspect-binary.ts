import { type AllocatorGuess, guessAllocator } from "./allocator.ts";
import { type AuditableCrate, readAuditableCrates } from "./auditable.ts";
import { type CrateSizes, findCrateSizes } from "./crates.ts";
import { guessLibc, type LibcGuess } from "./libc.ts";
import { type ElfTables, readElfTables, toElf } from "./parse-elf.ts";
import { findRustVersion, type RustVersion } from "./rust-version.ts";
import { listTextParts } from "./text-parts.ts";
import type { Elf } from "./types.ts";

/** The embedded list of crates: none was embedded, or it cannot be read, or here it is. */
export type CrateList =
  | { state: "absent" }
  | { state: "unreadable"; reason: string }
  | { state: "present"; crates: AuditableCrate[] };

/** Everything that is read from a service's binary; plain data that can be stored as JSON. */
export type BinaryFacts = {
  elf: Elf;
  libc: LibcGuess;
  allocator: AllocatorGuess;
  rust?: RustVersion;
  /** Absent where no symbol table is left. */
  crateSizes?: CrateSizes;
  crateList: CrateList;
};

/** Reads a binary whole. Throws bad-elf where it is truncated, damaged or no ELF file. */
export function inspectBinary(bytes: Uint8Array): BinaryFacts {
  return inspectProgram(readElfTables(bytes));
}

/** The same from tables that were read already. Throws bad-elf. */
export function inspectProgram(tables: ElfTables): BinaryFacts {
  const elf = toElf(tables);
  const texts = listTextParts(tables);
  const libc = guessLibc(elf, texts);
  const rust = findRustVersion(elf, texts);
  const crateSizes = findCrateSizes(tables);
  return {
    elf,
    libc,
    allocator: guessAllocator(elf, libc, texts),
    ...(rust !== undefined && { rust }),
    ...(crateSizes !== undefined && { crateSizes }),
    crateList: readCrateList(tables),
  };
}

/** A damaged list of crates is a fact about the list; it hides nothing else of the binary. Never throws. */
export function readCrateList(tables: ElfTables): CrateList {
  try {
    const crates = readAuditableCrates(tables);
    return crates === undefined ? { state: "absent" } : { state: "present", crates };
  } catch (error) {
    return { state: "unreadable", reason: error instanceof Error ? error.message : String(error) };
  }
}
