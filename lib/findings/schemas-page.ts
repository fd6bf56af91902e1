import { z } from "zod";
import { judgedFinding, scanFigures } from "./schemas.ts";
import { acrossRow, rowCounts } from "./schemas-across.ts";

/** A part of one image's findings. `counts` are those of all of them, whatever the view. */
export const findingsPage = scanFigures.extend({
  ...rowCounts.shape,
  imageId: z.string(),
  /** Empty where different ids are listed: see `rows`. */
  findings: z.array(judgedFinding),
  /** Each different id with all packages that have it, its only cell this image's; there in the mode `unique` only. */
  rows: z.array(acrossRow).optional(),
  /** How many findings the view has, or different ids. */
  matching: z.number().int(),
  nextOffset: z.number().int().optional(),
});
export type FindingsPage = z.infer<typeof findingsPage>;
