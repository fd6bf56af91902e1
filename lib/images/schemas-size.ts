import { z } from "zod";
import { SIZE_CATEGORIES } from "../analysis/size-categories.ts";
import { SECTION_GROUPS } from "../elf/section-groups.ts";

const sizePart = z.object({
  category: z.enum(SIZE_CATEGORIES),
  baseBytes: z.number().describe("in the base's layers"),
  addedBytes: z.number().describe("in the layers on top"),
  files: z.number().int(),
});

/** `parts` add up to `sizeBytes`, and so do `baseBytes` and `addedBytes`. */
export const sizeView = z.object({
  imageId: z.string(),
  sizeBytes: z.number(),
  baseBytes: z.number(),
  addedBytes: z.number(),
  hiddenBytes: z.number().describe("of all these, copies that no container sees"),
  parts: z.array(sizePart),
  binarySections: z
    .array(z.object({ group: z.enum(SECTION_GROUPS), sizeBytes: z.number() }))
    .exactOptional()
    .describe("the service's binary by what its sections are for; adds up to its part"),
});
export type SizeView = z.infer<typeof sizeView>;
