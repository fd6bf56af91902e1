import { z } from "zod";
import { answer, coverage, findingCounts, judgedFinding, scanDatabase } from "./schemas.ts";

/** A part of one image's findings. `counts` are those of all of them, whatever the view. */
export const findingsPage = z.object({
  scanId: z.uuid(),
  imageId: z.string(),
  scanner: z.object({ name: z.string(), version: z.string() }),
  database: scanDatabase,
  scannedAt: z.iso.datetime(),
  coverage,
  answer,
  counts: findingCounts.optional(),
  findings: z.array(judgedFinding),
  /** How many findings the view has. */
  matching: z.number().int(),
  nextOffset: z.number().int().optional(),
});
export type FindingsPage = z.infer<typeof findingsPage>;
