import type { ElfTables } from "./parse-elf.ts";
import { type SectionGroup, toSectionGroup } from "./section-groups.ts";
import { SECTION_TYPE } from "./sections.ts";

const WITH_TEXTS: readonly SectionGroup[] = ["read-only-data", "data"];
/** What lies between two parts is looked through with them: to begin anew takes longer. */
const MAX_GAP_BYTES = 32 * 1024;

/** The parts of a file where a program's texts and names lie, about a third of it; all of it where no section tells. */
export function listTextParts({ reader, sections }: ElfTables): Buffer[] {
  const parts: { start: number; end: number }[] = [];
  const within = sections.filter(
    (section) => section.type === SECTION_TYPE.strings || WITH_TEXTS.includes(toSectionGroup(section)),
  );
  for (const { offset, sizeBytes } of within.toSorted((a, b) => a.offset - b.offset)) {
    const last = parts.at(-1);
    if (last && offset <= last.end + MAX_GAP_BYTES) last.end = Math.max(last.end, offset + sizeBytes);
    else if (sizeBytes > 0) parts.push({ start: offset, end: offset + sizeBytes });
  }
  if (parts.length === 0) parts.push({ start: 0, end: reader.length });
  return parts.map(({ start, end }) => {
    const bytes = reader.slice(start, end - start, "a section");
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  });
}
