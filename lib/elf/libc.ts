import { holdsText } from "./find-text.ts";
import type { Elf } from "./types.ts";

export type LibcName = "glibc" | "musl" | "uclibc" | "bionic" | "none" | "unknown";

/** The C library that a binary uses, with what it was told by. */
export type LibcGuess = {
  name: LibcName;
  isLinkedIn: boolean;
  /** The oldest release that has every symbol version it needs; glibc only, where linked dynamically. */
  minimumVersion?: string;
  evidence: string[];
};

const INTERPRETERS: readonly [RegExp, LibcName][] = [
  [/\/ld-musl-[^/]+\.so/, "musl"],
  [/\/ld-uClibc[^/]*\.so/, "uclibc"],
  [/^\/system\/bin\/linker/, "bionic"],
  [/\/ld(-linux[^/]*|64)?\.so\.\d+$/, "glibc"],
];

const LIBRARIES: readonly [RegExp, LibcName][] = [
  [/^libc\.musl-/, "musl"],
  [/^libc\.so\.(6|6\.1)$/, "glibc"],
  [/^libuClibc/, "uclibc"],
];

/** Texts that a libc brings into a static binary, also a stripped one. */
const TEXTS: readonly [string, LibcName, string][] = [
  ["GLIBC_TUNABLES", "glibc", "the name of glibc's tunables variable"],
  ["Fatal glibc error", "glibc", "a message of glibc"],
  ["No error information\0", "musl", "the first message of musl's strerror"],
  ["uClibc", "uclibc", "the name of uClibc"],
];

/** Guesses the libc from interpreter, libraries, versions and, in a static binary, the texts it brings along. */
export function guessLibc(elf: Elf, texts: readonly Buffer[]): LibcGuess {
  const evidence: string[] = [];
  const votes: LibcName[] = [];
  const vote = (name: LibcName, reason: string) => {
    votes.push(name);
    evidence.push(reason);
  };
  if (elf.interpreter !== undefined) {
    const name = INTERPRETERS.find(([pattern]) => pattern.test(elf.interpreter ?? ""))?.[1];
    if (name !== undefined) vote(name, `interpreter ${elf.interpreter}`);
  }
  for (const library of elf.needed) {
    const name = LIBRARIES.find(([pattern]) => pattern.test(library))?.[1];
    if (name !== undefined) vote(name, `needs ${library}`);
  }
  const minimumVersion = findMinimumGlibc(elf);
  if (minimumVersion !== undefined) vote("glibc", `needs symbol version GLIBC_${minimumVersion}`);
  const isLinkedIn = elf.kind === "static" || elf.kind === "static-pie";
  if (isLinkedIn) {
    for (const [text, name, meaning] of TEXTS) {
      if (holdsText(texts, text)) vote(name, `holds "${text.replace("\0", "")}", ${meaning}`);
    }
  }
  const name = votes[0];
  if (name === undefined) return guessNone(elf, isLinkedIn);
  return { name, isLinkedIn, ...(minimumVersion !== undefined && { minimumVersion }), evidence };
}

function guessNone(elf: Elf, isLinkedIn: boolean): LibcGuess {
  if (isLinkedIn && elf.sections.some((section) => section.name === ".gopclntab")) {
    return { name: "none", isLinkedIn, evidence: ["a static Go binary: calls the kernel by itself"] };
  }
  return { name: "unknown", isLinkedIn, evidence: ["no trace of a known C library"] };
}

/** The highest GLIBC_2.x that is needed, as `2.34`. */
function findMinimumGlibc(elf: Pick<Elf, "versionsNeeded">): string | undefined {
  return elf.versionsNeeded
    .map(({ version }) => /^GLIBC_(\d+(?:\.\d+)*)$/.exec(version)?.[1])
    .filter((version) => version !== undefined)
    .sort(compareVersions)
    .at(-1);
}

/** Negative, 0 or positive, by the numbers between the dots: 2.9 is before 2.34. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = Number(left[index] ?? 0) - Number(right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
