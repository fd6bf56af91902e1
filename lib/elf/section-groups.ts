import { SECTION_FLAG, SECTION_TYPE, type Section } from "./sections.ts";

/** What a section is for, in the order in which pages list them. */
export const SECTION_GROUPS = [
  "code",
  "read-only-data",
  "data",
  "unwind",
  "relocations",
  "dynamic-linking",
  "symbols",
  "debug",
  "dependency-list",
  "other",
  "headers-and-padding",
] as const;
export type SectionGroup = (typeof SECTION_GROUPS)[number];

/** Bytes of the file by group. */
export type SectionGroups = Record<SectionGroup, number>;

const UNWIND = /^\.(eh_frame|eh_frame_hdr|gcc_except_table|ARM\.(exidx|extab)|debug_frame)(\.|$)/;
const DEBUG = /^\.(z?debug|gdb_index|gnu_debug|stab|line)/;
const DYNAMIC = /^\.(dynsym|dynstr|dynamic|interp|hash|gnu\.hash|gnu\.version(_[rd])?|gnu\.liblist)$/;
const SYMBOLS = /^\.(symtab|strtab|shstrtab|symtab_shndx)$/;
const RELOCATIONS = /^\.(rel|rela|relr)(\.|$)/;

/** The group of a section, by its flags and the names that toolchains give. */
export function toSectionGroup(section: Pick<Section, "name" | "flags">): SectionGroup {
  const { name, flags } = section;
  if (name === ".dep-v0") return "dependency-list";
  if (DYNAMIC.test(name)) return "dynamic-linking";
  if (RELOCATIONS.test(name)) return "relocations";
  const isLoaded = (flags & SECTION_FLAG.allocate) !== 0;
  if (isLoaded && UNWIND.test(name)) return "unwind";
  if (!isLoaded && SYMBOLS.test(name)) return "symbols";
  if (!isLoaded && DEBUG.test(name)) return "debug";
  if (!isLoaded) return "other";
  if ((flags & SECTION_FLAG.execute) !== 0) return "code";
  return (flags & SECTION_FLAG.write) !== 0 ? "data" : "read-only-data";
}

/**
 * The file's bytes by group. They add up to `sizeBytes`: a byte that two sections claim counts once, for the one
 * that begins first; bytes in no section are headers, padding or something appended.
 */
export function toSectionGroups(sections: readonly Section[], sizeBytes: number): SectionGroups {
  const groups = Object.fromEntries(SECTION_GROUPS.map((group) => [group, 0])) as SectionGroups;
  const inFile = sections.filter((section) => section.type !== SECTION_TYPE.null && section.sizeBytes > 0);
  inFile.sort((a, b) => a.offset - b.offset || a.sizeBytes - b.sizeBytes);
  let covered = 0;
  let counted = 0;
  for (const section of inFile) {
    const end = section.offset + section.sizeBytes;
    const fresh = Math.max(0, end - Math.max(covered, section.offset));
    groups[toSectionGroup(section)] += fresh;
    counted += fresh;
    covered = Math.max(covered, end);
  }
  groups["headers-and-padding"] = sizeBytes - counted;
  return groups;
}
