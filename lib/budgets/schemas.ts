import { z } from "zod";
import { VARIANT_IDS } from "../variants/variants.ts";

/** The growth that is allowed where nobody says how much. */
export const DEFAULT_GROWTH_RATIO = 0.05;

/** Which of an image's two sizes a budget is about. */
export const BUDGET_MEASURES = ["uncompressed", "compressed"] as const;

/** How much an image may weigh: so much more than its baseline, or so many bytes. */
const budgetLimit = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("growth"), maxGrowthRatio: z.number() }),
  z.object({ kind: z.literal("absolute"), maxBytes: z.number() }),
]);
export type BudgetLimit = z.infer<typeof budgetLimit>;

/** An image as a budget sees it; without bytes where its compressed size is not measured. */
const budgetedImage = z.object({
  imageId: z.string(),
  builtAt: z.iso.datetime(),
  bytes: z.number().optional(),
  standIn: z.boolean(),
});
export type BudgetedImage = z.infer<typeof budgetedImage>;

const measured = { bytes: z.number(), growthRatio: z.number().optional() };

/** What a budget says of the newest image; `growthRatio` only where growth is what is limited. */
const budgetVerdict = z.discriminatedUnion("state", [
  z.object({ state: z.literal("within"), ...measured }),
  z.object({ state: z.literal("over"), ...measured, overBytes: z.number() }),
  z.object({ state: z.literal("not-built") }),
  z.object({ state: z.literal("no-baseline") }),
  z.object({ state: z.literal("not-measured") }),
]);
export type BudgetVerdict = z.infer<typeof budgetVerdict>;

export const budgetView = z.object({
  id: z.uuid(),
  service: z.string(),
  variant: z.enum(VARIANT_IDS),
  recipe: z.string(),
  measure: z.enum(BUDGET_MEASURES),
  limit: budgetLimit,
  /** The most that the image may weigh; absent while there is no baseline that was measured. */
  limitBytes: z.number().optional(),
  baseline: budgetedImage.optional(),
  /** When the baseline was chosen. */
  baselineAt: z.iso.datetime().optional(),
  newest: budgetedImage.optional(),
  verdict: budgetVerdict,
  setAt: z.iso.datetime(),
});
export type BudgetView = z.infer<typeof budgetView>;
