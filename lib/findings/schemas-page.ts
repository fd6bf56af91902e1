import { z } from "zod";
import { judgedFinding, scanFigures } from "./schemas.ts";

/** A part of one image's findings. `counts` are those of all of them, whatever the view. */
export const findingsPage = scanFigures.extend({
  imageId: z.string(),
  findings: z.array(judgedFinding),
  /** How many findings the view has. */
  matching: z.number().int(),
  nextOffset: z.number().int().optional(),
});
export type FindingsPage = z.infer<typeof findingsPage>;
