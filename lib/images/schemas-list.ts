import { z } from "zod";
import { VARIANT_IDS } from "../variants/variants.ts";

/** An image in a list of them. */
export const listedImage = z.object({
  imageId: z.string(),
  variant: z.enum(VARIANT_IDS),
  service: z.string(),
  recipe: z.string(),
  sourceDigest: z.string(),
  revision: z.string().optional().describe("the commit that its source was at"),
  sizeBytes: z.number(),
  builtAt: z.iso.datetime(),
  removedAt: z.iso.datetime().optional(),
});
export type ListedImage = z.infer<typeof listedImage>;
