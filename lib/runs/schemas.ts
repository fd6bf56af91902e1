import { z } from "zod";
import { JOB_STATUSES } from "../job-status.ts";
import { LONGEST_RECIPE_NAME } from "../variants/recipe-name.ts";
import { knobsInput } from "../variants/recipe-schema.ts";
import { VARIANT_IDS } from "../variants/variants.ts";

export const buildStatus = z.enum(JOB_STATUSES);

export const startRunInput = z.strictObject({
  service: z.string().min(1).max(100),
  /** A preset's name, or turned knobs: `opt-level=z,lto=fat`. */
  recipe: z.string().min(1).max(LONGEST_RECIPE_NAME).default("default"),
  /** Turned on top of `recipe`. */
  knobs: knobsInput.optional(),
  variants: z.array(z.enum(VARIANT_IDS)).min(1).max(VARIANT_IDS.length).optional(),
  /** Compile anew, without what the engine's cache has. */
  force: z.boolean().default(false),
});
export type StartRunInput = z.input<typeof startRunInput>;

export const buildError = z.object({
  code: z.string(),
  message: z.string(),
  step: z.string().optional(),
  /** 1-based line in lab/Dockerfile */
  dockerfileLine: z.number().int().optional(),
  lastLines: z.array(z.string()).optional(),
});
export type BuildErrorView = z.infer<typeof buildError>;

export const stepView = z.object({
  index: z.number().int(),
  name: z.string(),
  status: z.enum(["running", "completed", "cached", "failed", "cancelled"]),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
  error: z.string().optional(),
  /** Of a cached step: the variant whose build in the same run did it. */
  sharedWith: z.enum(VARIANT_IDS).optional(),
});
export type StepView = z.infer<typeof stepView>;

const attemptView = z.object({
  number: z.number().int(),
  status: buildStatus,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  error: buildError.optional(),
});

export const buildView = z.object({
  id: z.uuid(),
  variant: z.enum(VARIANT_IDS),
  status: buildStatus,
  attempt: z.number().int(),
  imageId: z.string().optional(),
  sizeBytes: z.number().optional(),
  compressedBytes: z.number().optional(),
  /** The newest image of the same service, variant and recipe that was built before this run. */
  previousSizeBytes: z.number().optional(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
  /** Median duration of the last builds of this service, variant and recipe that made a new image. */
  estimateMs: z.number().optional(),
  waitingFor: z.string().optional(),
  cancelRequested: z.boolean(),
  cachedSteps: z.number().int(),
  steps: z.array(stepView),
  attempts: z.array(attemptView),
  lineCount: z.number().int(),
  error: buildError.optional(),
});
export type BuildView = z.infer<typeof buildView>;

export const runView = z.object({
  id: z.uuid(),
  number: z.number().int(),
  service: z.string(),
  recipe: z.string(),
  recipeSummary: z.string(),
  sourceDigest: z.string(),
  platform: z.string(),
  force: z.boolean(),
  status: buildStatus,
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
  builds: z.array(buildView),
});
export type RunView = z.infer<typeof runView>;

export const runPage = z.object({ runs: z.array(runView), nextCursor: z.string().optional() });

const eventPlace = { seq: z.number().int(), attempt: z.number().int() };

/** What GET /api/v1/builds/:id/events sends; `seq` is the SSE id. */
export const buildEventView = z.discriminatedUnion("kind", [
  z.object({ ...eventPlace, kind: z.literal("step"), data: stepView }),
  z.object({
    ...eventPlace,
    kind: z.literal("log"),
    firstLine: z.number().int(),
    /** When the lines were stored. */
    at: z.iso.datetime().optional(),
    data: z.object({ step: z.number().int().nullable(), lines: z.array(z.string()) }),
  }),
  z.object({
    ...eventPlace,
    kind: z.literal("status"),
    data: z.object({ status: buildStatus, error: buildError.optional() }),
  }),
]);
export type BuildEventView = z.infer<typeof buildEventView>;
