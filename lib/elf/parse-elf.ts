import { type Dynamic, readDynamic } from "./dynamic.ts";
import { type ElfHeader, readHeader } from "./header.ts";
import { toMachineName } from "./machine.ts";
import { findBuildId } from "./notes.ts";
import type { ElfReader, ElfSource } from "./reader.ts";
import { toSectionGroups } from "./section-groups.ts";
import { findSectionBytes, readSections, type Section } from "./sections.ts";
import { readSegments, SEGMENT, SEGMENT_EXECUTABLE, type Segment } from "./segments.ts";
import type { Elf, ElfHead, ElfKind, Relro } from "./types.ts";
import { readDefinedVersions, readNeededVersions } from "./versions.ts";

const TYPE: Record<number, ElfKind | "executable" | "dynamic-object"> = {
  1: "relocatable",
  2: "executable",
  3: "dynamic-object",
  4: "core",
};
const MAX_INTERPRETER_BYTES = 4096;
const MAX_COMMENTS = 64;

/** The tables of a file, for those who read further in the same bytes. */
export type ElfTables = { reader: ElfReader; header: ElfHeader; segments: Segment[]; sections: Section[] };

/** Header, segments and sections. Throws bad-elf where the file is truncated or damaged. */
export function readElfTables(source: ElfSource): ElfTables {
  const { reader, header } = readHeader(source);
  return {
    reader,
    header,
    segments: readSegments(reader, header),
    sections: readSections(reader, header),
  };
}

/** What the ELF file's tables say (see `Elf`). Throws bad-elf for anything truncated, damaged or not ELF. */
export function parseElf(source: ElfSource): Elf {
  return toElf(readElfTables(source));
}

/** The same from tables that were read already. Throws bad-elf. */
export function toElf(tables: ElfTables): Elf {
  const { reader, sections } = tables;
  return {
    ...toElfHead(tables),
    comments: readComments(reader, sections),
    sections: sections
      .filter((section) => section.sizeBytes > 0)
      .map(({ name, sizeBytes }) => ({ name, sizeBytes }))
      .sort((a, b) => b.sizeBytes - a.sizeBytes),
    groups: toSectionGroups(sections, reader.length),
  };
}

/** How the file is loaded, from tables that were read already. Throws bad-elf. */
export function toElfHead(tables: ElfTables): ElfHead {
  const { reader, header, segments, sections } = tables;
  const dynamic = readDynamic(reader, segments);
  const interpreter = readInterpreter(reader, segments);
  const kind = toKind(header, dynamic, interpreter);
  const buildId = findBuildId(reader, segments, sections);
  return {
    bits: reader.is64 ? 64 : 32,
    byteOrder: reader.isLittle ? "little" : "big",
    machine: toMachineName(header.machine),
    kind,
    sizeBytes: reader.length,
    ...(interpreter !== undefined && { interpreter }),
    ...(dynamic?.soname !== undefined && { soname: dynamic.soname }),
    needed: dynamic?.needed ?? [],
    rpath: dynamic?.rpath ?? [],
    runpath: dynamic?.runpath ?? [],
    versionsNeeded: dynamic === undefined ? [] : readNeededVersions(reader, dynamic),
    versionsDefined: dynamic === undefined ? [] : readDefinedVersions(reader, dynamic),
    hardening: {
      isPie: TYPE[header.type] === "dynamic-object" && kind !== "shared-library",
      relro: toRelro(segments, dynamic),
      hasNx: segments.some(
        (segment) => segment.type === SEGMENT.stack && (segment.flags & SEGMENT_EXECUTABLE) === 0,
      ),
      hasBindNow: dynamic?.bindNow ?? false,
    },
    isStripped: !sections.some((section) => section.sizeBytes > 0 && section.isNamed(".symtab")),
    hasDebugInfo: sections.some((section) => section.sizeBytes > 0 && isDebugInfo(section)),
    ...(buildId !== undefined && { buildId }),
  };
}

function isDebugInfo(section: Section): boolean {
  return section.isNamed(".debug_info") || section.isNamed(".zdebug_info");
}

function readInterpreter(reader: ElfReader, segments: readonly Segment[]): string | undefined {
  const segment = segments.find((candidate) => candidate.type === SEGMENT.interpreter);
  if (segment === undefined || segment.sizeBytes === 0) return undefined;
  reader.require(segment.offset, segment.sizeBytes, "the interpreter's name");
  return reader.text(segment.offset, Math.min(segment.sizeBytes, MAX_INTERPRETER_BYTES));
}

function toKind(header: ElfHeader, dynamic: Dynamic | undefined, interpreter: string | undefined): ElfKind {
  const type = TYPE[header.type] ?? "other";
  if (type === "executable") {
    return interpreter !== undefined || (dynamic?.needed.length ?? 0) > 0 ? "dynamic" : "static";
  }
  if (type !== "dynamic-object") return type;
  // libc.so.6 has an interpreter too: it can be started to print its version
  if (interpreter !== undefined) return dynamic?.soname === undefined ? "dynamic" : "shared-library";
  return dynamic?.isPie === true ? "static-pie" : "shared-library";
}

function toRelro(segments: readonly Segment[], dynamic: Dynamic | undefined): Relro {
  if (!segments.some((segment) => segment.type === SEGMENT.relro)) return "none";
  return dynamic?.bindNow === true ? "full" : "partial";
}

function readComments(reader: ElfReader, sections: readonly Section[]): string[] {
  const bytes = findSectionBytes(reader, sections, ".comment");
  if (bytes === undefined) return [];
  const text = Buffer.from(bytes.subarray(0, 16_384)).toString("utf8");
  return [...new Set(text.split("\0"))].filter((comment) => comment !== "").slice(0, MAX_COMMENTS);
}
