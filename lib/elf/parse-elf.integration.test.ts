import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isElf } from "./header.ts";
import { inspectBinary } from "./inspect-binary.ts";
import { hasReadelf, readWithReadelf } from "./testing/read-with-readelf.ts";

const FOLDERS = [
  "/usr/bin",
  "/usr/sbin",
  "/usr/lib/x86_64-linux-gnu",
  "/usr/lib/aarch64-linux-gnu",
  "/usr/lib",
];
const WANTED = 60;
const LEAST = 30;
const MAX_BYTES = 16_000_000;

function startsAsElf(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const bytes = new Uint8Array(4);
    readSync(file, bytes, 0, 4, 0);
    return isElf(bytes);
  } finally {
    closeSync(file);
  }
}

function isCandidate(path: string): boolean {
  const stat = lstatSync(path);
  return stat.isFile() && stat.size < MAX_BYTES && startsAsElf(path);
}

/** Real files of this machine, spread evenly over what it has. */
function findElfFiles(): string[] {
  const found = FOLDERS.flatMap((folder) => {
    try {
      return readdirSync(folder)
        .sort()
        .map((name) => join(folder, name));
    } catch {
      return [];
    }
  }).filter(isCandidate);
  const step = Math.max(1, Math.floor(found.length / WANTED));
  return found.filter((_, index) => index % step === 0).slice(0, WANTED);
}

const reason =
  process.platform !== "linux"
    ? "only Linux has ELF files"
    : hasReadelf()
      ? undefined
      : "binutils' readelf is missing";
const files = reason === undefined ? findElfFiles() : [];

describe.skipIf(reason !== undefined)(
  `ELF facts equal readelf's${reason ? ` (skipped: ${reason})` : ""}`,
  () => {
    it(`finds at least ${LEAST} files to read`, () => {
      expect(files.length).toBeGreaterThanOrEqual(LEAST);
    });

    it.each(files)("%s", (path) => {
      const bytes = readFileSync(path);
      const { elf } = inspectBinary(bytes);
      const facts = readWithReadelf(path);
      expect({
        bits: elf.bits,
        byteOrder: elf.byteOrder,
        interpreter: elf.interpreter,
        needed: elf.needed,
        soname: elf.soname,
        folders: [elf.rpath.join(":"), elf.runpath.join(":")].filter((folder) => folder !== ""),
        versionsNeeded: elf.versionsNeeded.map(({ library, version }) => `${library} ${version}`),
        versionsDefined: elf.versionsDefined,
        buildId: elf.buildId,
        hasRelro: elf.hardening.relro !== "none",
        hasNx: elf.hardening.hasNx,
        hasBindNow: elf.hardening.hasBindNow,
        sections: elf.sections.map(({ name, sizeBytes }) => `${name} ${sizeBytes}`).sort(),
      }).toEqual({ ...facts, type: undefined, isPie: undefined });
      if (facts.type === "EXEC") expect(["static", "dynamic"]).toContain(elf.kind);
      if (facts.type === "REL") expect(elf.kind).toBe("relocatable");
      if (facts.type === "DYN" && facts.isPie) {
        expect(elf.kind).toBe(facts.interpreter === undefined ? "static-pie" : "dynamic");
      }
      expect(Object.values(elf.groups).reduce((sum, value) => sum + value, 0)).toBe(bytes.byteLength);
    });
  },
);
