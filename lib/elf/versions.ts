import type { Dynamic } from "./dynamic.ts";
import { badElf, type ElfReader } from "./reader.ts";

/** A symbol version that must be found in a library: `GLIBC_2.34` of `libc.so.6`. */
export type NeededVersion = { library: string; version: string; isWeak: boolean };

const MAX_VERSIONS = 16_384;
const MAX_NAME_BYTES = 256;
const FLAG_BASE = 1;
const FLAG_WEAK = 2;

type Table = { offset: number; count: number };

/** The verneed table: which versions of which libraries the file was linked against. Throws bad-elf. */
export function readNeededVersions(reader: ElfReader, dynamic: Dynamic): NeededVersion[] {
  const { versionNeeds, stringsOffset } = dynamic;
  if (versionNeeds === undefined || stringsOffset === undefined) return [];
  const versions: NeededVersion[] = [];
  for (const at of chain(reader, versionNeeds, 12)) {
    const library = reader.text(stringsOffset + reader.u32(at + 4), MAX_NAME_BYTES);
    const names = { offset: at + reader.u32(at + 8), count: reader.u16(at + 2) };
    for (const name of chain(reader, names, 12)) {
      versions.push({
        library,
        version: reader.text(stringsOffset + reader.u32(name + 8), MAX_NAME_BYTES),
        isWeak: (reader.u16(name + 4) & FLAG_WEAK) !== 0,
      });
      if (versions.length > MAX_VERSIONS) throw badElf(`it needs over ${MAX_VERSIONS} symbol versions`);
    }
  }
  return versions;
}

/** The verdef table: the versions a library exports, without the one that is only its own name. Throws bad-elf. */
export function readDefinedVersions(reader: ElfReader, dynamic: Dynamic): string[] {
  const { versionDefinitions, stringsOffset } = dynamic;
  if (versionDefinitions === undefined || stringsOffset === undefined) return [];
  const versions: string[] = [];
  for (const at of chain(reader, versionDefinitions, 16)) {
    if ((reader.u16(at + 2) & FLAG_BASE) !== 0 || reader.u16(at + 6) === 0) continue;
    const name = at + reader.u32(at + 12);
    versions.push(reader.text(stringsOffset + reader.u32(name), MAX_NAME_BYTES));
    if (versions.length > MAX_VERSIONS) throw badElf(`it defines over ${MAX_VERSIONS} symbol versions`);
  }
  return versions;
}

/** Offsets of a linked list whose entries hold the distance to the next one at `nextAt`; 0 ends it. */
function* chain(reader: ElfReader, table: Table, nextAt: number): Generator<number> {
  let at = table.offset;
  for (let index = 0; index < table.count; index += 1) {
    if (index === MAX_VERSIONS) throw badElf(`a version table has over ${MAX_VERSIONS} entries`);
    yield at;
    const step = reader.u32(at + nextAt);
    if (step === 0) return;
    at += step;
  }
}
