import { badElf, type ElfReader } from "./reader.ts";
import { SEGMENT, type Segment, toFileOffset } from "./segments.ts";

const TAG = {
  end: 0,
  needed: 1,
  strings: 5,
  soname: 14,
  rpath: 15,
  bindNow: 24,
  runpath: 29,
  flags: 30,
  flags1: 0x6ffffffb,
  versionDefinitions: 0x6ffffffc,
  versionDefinitionCount: 0x6ffffffd,
  versionNeeds: 0x6ffffffe,
  versionNeedCount: 0x6fffffff,
} as const;
/** Only these are kept: a file may hold millions of others. */
const KNOWN_TAGS = new Set<number>(Object.values(TAG));
const FLAG_BIND_NOW = 8;
const FLAG1_NOW = 1;
const FLAG1_PIE = 0x08000000;
const MAX_TEXT_BYTES = 4096;
const MAX_NEEDED = 4096;

export type Dynamic = {
  needed: string[];
  soname: string | undefined;
  rpath: string[];
  runpath: string[];
  bindNow: boolean;
  /** The linker's own mark of a position independent executable. */
  isPie: boolean;
  /** File offset of the dynamic string table. */
  stringsOffset: number | undefined;
  versionNeeds: { offset: number; count: number } | undefined;
  versionDefinitions: { offset: number; count: number } | undefined;
};

/** What the dynamic linker is told, found as it finds it: by segments, not by sections. Throws bad-elf. */
export function readDynamic(reader: ElfReader, segments: readonly Segment[]): Dynamic | undefined {
  const segment = segments.find((candidate) => candidate.type === SEGMENT.dynamic && candidate.sizeBytes > 0);
  if (segment === undefined) return undefined;
  reader.require(segment.offset, segment.sizeBytes, "the dynamic segment");
  const { values, needed, rpaths, runpaths } = readTags(reader, segment);
  const toOffset = (tag: number, what: string) => {
    const address = values.get(tag);
    return address === undefined ? undefined : toFileOffset(segments, address, what);
  };
  const stringsOffset = toOffset(TAG.strings, "the dynamic string table");
  const text = (offset: number) => {
    if (stringsOffset === undefined) throw badElf("it names libraries but has no dynamic string table");
    return reader.text(stringsOffset + offset, MAX_TEXT_BYTES);
  };
  const table = (tag: number, countTag: number, what: string) => {
    const offset = toOffset(tag, what);
    return offset === undefined ? undefined : { offset, count: values.get(countTag) ?? 0 };
  };
  const soname = values.get(TAG.soname);
  const flags1 = values.get(TAG.flags1) ?? 0;
  return {
    needed: needed.map(text),
    soname: soname === undefined ? undefined : text(soname),
    rpath: rpaths.flatMap((offset) => toFolders(text(offset))),
    runpath: runpaths.flatMap((offset) => toFolders(text(offset))),
    bindNow:
      values.has(TAG.bindNow) ||
      hasFlag(values.get(TAG.flags) ?? 0, FLAG_BIND_NOW) ||
      hasFlag(flags1, FLAG1_NOW),
    isPie: hasFlag(flags1, FLAG1_PIE),
    stringsOffset,
    versionNeeds: table(TAG.versionNeeds, TAG.versionNeedCount, "the table of needed versions"),
    versionDefinitions: table(
      TAG.versionDefinitions,
      TAG.versionDefinitionCount,
      "the table of defined versions",
    ),
  };
}

function readTags(reader: ElfReader, segment: Segment) {
  const wide = reader.is64 ? 8 : 4;
  const values = new Map<number, number>();
  const [needed, rpaths, runpaths]: [number[], number[], number[]] = [[], [], []];
  const end = segment.offset + segment.sizeBytes;
  for (let at = segment.offset; at + 2 * wide <= end; at += 2 * wide) {
    const tag = reader.word(at);
    const value = reader.word(at + wide);
    if (tag === TAG.end) break;
    if (tag === TAG.needed) needed.push(value);
    else if (tag === TAG.rpath) rpaths.push(value);
    else if (tag === TAG.runpath) runpaths.push(value);
    else if (KNOWN_TAGS.has(tag)) values.set(tag, value);
    if (needed.length + rpaths.length + runpaths.length > MAX_NEEDED) {
      throw badElf(`its dynamic segment names over ${MAX_NEEDED} libraries and folders`);
    }
  }
  return { values, needed, rpaths, runpaths };
}

/** Flags may have bits over 2^31, where `&` would be negative. */
function hasFlag(flags: number, flag: number): boolean {
  return Math.floor(flags / flag) % 2 === 1;
}

function toFolders(path: string): string[] {
  return path.split(":").filter((folder) => folder !== "");
}
