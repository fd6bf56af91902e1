import type { ElfReader } from "./reader.ts";
import { SECTION_TYPE, type Section } from "./sections.ts";
import { SEGMENT, type Segment } from "./segments.ts";

const GNU_BUILD_ID = 3;
const MAX_NOTES = 1024;
const MAX_BUILD_ID_BYTES = 64;

/** The GNU build id in hex, from the note segments or, in an object without segments, the note sections. */
export function findBuildId(
  reader: ElfReader,
  segments: readonly Segment[],
  sections: readonly Section[],
): string | undefined {
  const areas = segments.filter((segment) => segment.type === SEGMENT.note);
  const noted = areas.length > 0 ? areas : sections.filter((section) => section.type === SECTION_TYPE.note);
  for (const area of noted) {
    const id = findInNotes(reader, area.offset, area.sizeBytes);
    if (id !== undefined) return id;
  }
  return undefined;
}

function findInNotes(reader: ElfReader, offset: number, size: number): string | undefined {
  if (!reader.holds(offset, size)) return undefined;
  let at = offset;
  for (let index = 0; index < MAX_NOTES && at + 12 <= offset + size; index += 1) {
    const [nameSize, descriptionSize, type] = [reader.u32(at), reader.u32(at + 4), reader.u32(at + 8)];
    const description = at + 12 + align(nameSize);
    const isGnu = nameSize === 4 && reader.text(at + 12, 4) === "GNU";
    if (isGnu && type === GNU_BUILD_ID && descriptionSize > 0 && descriptionSize <= MAX_BUILD_ID_BYTES) {
      return Buffer.from(reader.slice(description, descriptionSize, "the build id")).toString("hex");
    }
    at = description + align(descriptionSize);
  }
  return undefined;
}

function align(size: number): number {
  return Math.ceil(size / 4) * 4;
}
