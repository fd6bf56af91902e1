import { holdsText } from "./find-text.ts";
import type { LibcGuess } from "./libc.ts";
import type { Elf } from "./types.ts";

export type AllocatorName =
  | "jemalloc"
  | "mimalloc"
  | "tcmalloc"
  | "snmalloc"
  | "rpmalloc"
  | "glibc"
  | "musl"
  | "go"
  | "unknown";

/** Who hands out the heap's memory, with what it was told by. */
export type AllocatorGuess = { name: AllocatorName; evidence: string[] };

const LIBRARIES: readonly [RegExp, AllocatorName][] = [
  [/^libjemalloc\.so/, "jemalloc"],
  [/^libmimalloc/, "mimalloc"],
  [/^libtcmalloc/, "tcmalloc"],
  [/^libsnmalloc/, "snmalloc"],
];

/** Messages survive stripping; the names of functions do not. */
const TEXTS: readonly [string, AllocatorName][] = [
  ["<jemalloc>: ", "jemalloc"],
  ["mimalloc: warning: ", "mimalloc"],
  ["tcmalloc: allocation failed", "tcmalloc"],
  ["TCMALLOC_", "tcmalloc"],
  ["sn_rust_alloc", "snmalloc"],
  ["rpmalloc_initialize", "rpmalloc"],
];

/** Guesses the allocator: one that is linked in or loaded, else that of the libc. */
export function guessAllocator(elf: Elf, libc: LibcGuess, texts: readonly Buffer[]): AllocatorGuess {
  for (const library of elf.needed) {
    const name = LIBRARIES.find(([pattern]) => pattern.test(library))?.[1];
    if (name !== undefined) return { name, evidence: [`needs ${library}`] };
  }
  const found = TEXTS.filter(([text]) => holdsText(texts, text));
  const first = found[0];
  if (first !== undefined) {
    const own = found.filter(([, name]) => name === first[1]);
    return { name: first[1], evidence: own.map(([text]) => `holds "${text.trim()}"`) };
  }
  if (elf.sections.some((section) => section.name === ".gopclntab")) {
    return { name: "go", evidence: ["Go's own run time"] };
  }
  if (libc.name !== "glibc" && libc.name !== "musl") {
    return { name: "unknown", evidence: ["no trace of a known allocator, and the libc is not known"] };
  }
  return {
    name: libc.name,
    evidence: [`no other allocator's messages or libraries: malloc is that of ${libc.name}`],
  };
}
