import { z } from "zod";
import { breakdown } from "../images/schemas.ts";
import { figure, outcome } from "../probes/schemas.ts";
import { buildStatus, buildView } from "../runs/schemas.ts";
import { VARIANT_IDS } from "../variants/variants.ts";
import { LADDERS } from "./ladders.ts";

export const ladderQuery = z.object({
  service: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("a service's name; without it the one that the ladder is made for, or the default one"),
  ladder: z
    .enum(LADDERS.map((ladder) => ladder.id))
    .default("full")
    .describe("which sequence of diets"),
});
export type LadderQuery = z.input<typeof ladderQuery>;
export const buildLadderInput = z.strictObject(ladderQuery.shape);

const rungImage = z.object({
  imageId: z.string(),
  sizeBytes: z.number(),
  /** Absent until it is measured. */
  compressedBytes: z.number().optional(),
  breakdown,
  builtAt: z.iso.datetime(),
  removedAt: z.iso.datetime().optional(),
  standIn: z.boolean(),
  /** Whether it was built from the source as it is now; absent where that cannot be read. */
  isCurrent: z.boolean().optional(),
});
export type RungImage = z.infer<typeof rungImage>;

export const rungStep = z.object({
  /** The rung that it is measured against: the nearest one before it that has an image. */
  against: z.string(),
  imageId: z.string(),
  /** Negative where the step made it smaller. */
  bytes: z.number(),
  ratio: z.number().optional(),
  compressedBytes: z.number().optional(),
});

const cost = z.object({
  id: z.string(),
  words: z.string(),
  trait: z.string().optional().describe("the trait of the image that shows it"),
});

/** A size that somebody else published for the same step of another program. */
const publishedSize = z.object({
  figure: z.string(),
  source: z.string(),
  /** As its source wrote it. */
  written: z.string(),
  bytes: z.number(),
  /** The source only says that it is less. */
  isLimit: z.boolean(),
});
export type PublishedSize = z.infer<typeof publishedSize>;

/** Something that was measured when a rung's image was run. */
const rungFigure = figure.omit({ samples: true }).extend({
  id: z.enum(["start", "memory", "compute", "allocate"]),
  /** How it compares to the rung that it follows; only within one probe, and equal inside the noise of the two. */
  against: z.enum(["less", "equal", "more"]).optional(),
});
export type RungFigure = z.infer<typeof rungFigure>;

/** What was seen when a rung's image was run last. */
const rungProbe = z.object({
  outcome,
  /** Why it does not simply run. */
  reason: z.string().optional(),
  finishedAt: z.iso.datetime(),
  /** Milliseconds, memory in bytes. */
  figures: z.array(rungFigure),
});
export type RungProbe = z.infer<typeof rungProbe>;

const rungView = z.object({
  id: z.string(),
  title: z.string(),
  change: z.enum(["start", "base", "linkage", "recipe"]),
  variant: z.enum(VARIANT_IDS),
  recipe: z.string(),
  recipeSummary: z.string(),
  linkage: z.string(),
  follows: z.string().optional(),
  image: rungImage.optional(),
  /** Its newest build, while it goes or where it ended without an image. */
  build: z
    .object({
      id: z.uuid(),
      run: z.number().int(),
      status: buildStatus,
      startedAt: z.iso.datetime().optional(),
      estimateMs: z.number().optional(),
      waitingFor: z.string().optional(),
      /** The step that runs now. */
      step: z.string().optional(),
      error: buildView.shape.error,
    })
    .optional(),
  step: rungStep.optional(),
  /** Absent where its image was never probed. */
  probe: rungProbe.optional(),
  /** What it costs that the rung before it did not. */
  costs: z.array(cost),
  /** What others published; never mixed with what was measured here. */
  published: z.array(publishedSize),
});
export type RungView = z.infer<typeof rungView>;

export const ladderView = z.object({
  service: z.string(),
  ladder: z.object({ id: z.string(), title: z.string(), summary: z.string() }),
  rungs: z.array(rungView),
  /** The rungs to build: without an image, or with one of an older source, and not being built now. */
  missing: z.array(z.string()),
});
export type LadderView = z.infer<typeof ladderView>;
