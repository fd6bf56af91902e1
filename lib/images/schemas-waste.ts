import { z } from "zod";

const figures = z.object({
  efficiencyRatio: z.number().describe("as dive counts it; 1 where there are no bytes"),
  wastedBytes: z.number().describe("as dive counts it: all sizes of paths seen twice or more"),
  reclaimableBytes: z.number().describe("copies that no container sees"),
});

const HIDDEN_REASONS = ["replaced", "removed", "duplicate"] as const;

const wastefulPath = z.object({
  path: z.string(),
  reclaimableBytes: z.number(),
  copies: z.array(
    z.object({
      sizeBytes: z.number(),
      layerIndex: z.number().int().describe("the layer that holds the bytes"),
      reason: z.enum(HIDDEN_REASONS),
      hiddenBy: z.number().int().describe("the layer that hides them"),
    }),
  ),
});

export const wasteView = z.object({
  imageId: z.string(),
  all: figures,
  withoutBase: figures,
  hiddenBaseBytes: z
    .number()
    .describe("the base's bytes that later layers hide: they are pulled all the same"),
  paths: z.array(wastefulPath),
  /** How many paths there are with those outside this page. */
  total: z.number().int(),
  nextOffset: z.number().int().optional(),
});
export type WasteView = z.infer<typeof wasteView>;
