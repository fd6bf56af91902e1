import { SECTION_GROUPS, type SectionGroup } from "../elf/section-groups.ts";
import { listHiddenCopies } from "./hidden-copies.ts";
import type { ImageContent } from "./image-content.ts";
import { SIZE_CATEGORIES, type SizeCategory, toSizeCategory } from "./size-categories.ts";

/** One category's bytes, each byte of the image in exactly one place. */
export type SizePart = {
  category: SizeCategory;
  /** In the base's layers. */
  baseBytes: number;
  /** In the layers on top. */
  addedBytes: number;
  files: number;
};

/** Where an image's bytes are. `parts` add up to `sizeBytes`, and so do base and added bytes. */
export type ExplainedSize = {
  sizeBytes: number;
  baseBytes: number;
  addedBytes: number;
  /** Of them, copies that no container sees. */
  hiddenBytes: number;
  parts: SizePart[];
  /** The service's binary by what its sections are for; adds up to the binary part. Absent where there is none. */
  binarySections?: { group: SectionGroup; sizeBytes: number }[];
};

/**
 * Explains the sum of all regular files in all layers, hidden copies included. `binaryPath` is the service's binary as a
 * real path (no symlinks), without a leading slash.
 */
export function explainSize(image: ImageContent, binaryPath: string | undefined): ExplainedSize {
  const parts = new Map<SizeCategory, SizePart>(
    SIZE_CATEGORIES.map((category) => [category, { category, baseBytes: 0, addedBytes: 0, files: 0 }]),
  );
  const binary = findBinary(image, binaryPath);
  for (const { index, fromBase, content } of image.layers) {
    for (const entry of content.entries) {
      if (entry.kind !== "file") continue;
      const isBinary = binary !== undefined && index === binary.layerIndex && entry === binary.entry;
      const isElf = content.elves.has(entry.path) || content.unread.has(entry.path);
      const part = parts.get(isBinary ? "binary" : toSizeCategory(entry, isElf));
      if (part === undefined) continue;
      if (fromBase) part.baseBytes += entry.sizeBytes;
      else part.addedBytes += entry.sizeBytes;
      part.files += 1;
    }
  }
  const all = [...parts.values()];
  const [baseBytes, addedBytes] = [
    sum(all.map((part) => part.baseBytes)),
    sum(all.map((part) => part.addedBytes)),
  ];
  const hidden = listHiddenCopies(image);
  const groups = binary === undefined ? undefined : toGroups(image, binary);
  return {
    sizeBytes: baseBytes + addedBytes,
    baseBytes,
    addedBytes,
    hiddenBytes: sum(hidden.map(({ sizeBytes }) => sizeBytes)),
    parts: all,
    ...(groups !== undefined && { binarySections: groups }),
  };
}

type Binary = NonNullable<ReturnType<typeof findBinary>>;

function findBinary(image: ImageContent, path: string | undefined) {
  if (path === undefined) return undefined;
  for (const { index, content } of [...image.layers].reverse()) {
    const entry = content.entries.findLast((each) => each.kind === "file" && each.path === path);
    if (entry !== undefined) return { layerIndex: index, entry };
  }
  return undefined;
}

function toGroups(image: ImageContent, { layerIndex, entry }: Binary): ExplainedSize["binarySections"] {
  const elf = image.layers[layerIndex]?.content.elves.get(entry.path);
  if (elf?.program === undefined || elf.sizeBytes !== entry.sizeBytes) return undefined;
  const { groups } = elf.program;
  return SECTION_GROUPS.map((group) => ({ group, sizeBytes: groups[group] }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
