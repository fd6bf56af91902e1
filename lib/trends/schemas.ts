import { z } from "zod";
import { VARIANT_IDS } from "../variants/variants.ts";

/** `recipe=all`: builds of every recipe in one line, so that a change of recipe is seen as a jump. */
export const ALL_RECIPES = "all";

/** What the axis counts: runs, evenly, or time as it passed. */
export const TREND_AXES = ["run", "time"] as const;
export type TrendAxis = (typeof TREND_AXES)[number];

export const MIN_COLUMNS = 10;
export const MAX_COLUMNS = 1000;

export const trendsInput = z.object({
  service: z.string().max(100).optional(),
  recipe: z.string().min(1).max(100).default("default"),
  /** Absent: every variant that was built. */
  variants: z.array(z.enum(VARIANT_IDS)).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  by: z.enum(TREND_AXES).default("run"),
  /** Into how many columns the axis is cut; in each of them every figure keeps its least and its most. */
  columns: z.number().int().min(MIN_COLUMNS).max(MAX_COLUMNS).default(80),
});
export type TrendsInput = z.input<typeof trendsInput>;

/** What can make a figure jump though nobody asked for it, and what somebody did. */
const CHANGE_KINDS = ["source", "recipe", "base", "toolchain", "scanner"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

const pointChange = z.object({
  kind: z.enum(CHANGE_KINDS),
  from: z.string(),
  to: z.string(),
});
export type PointChange = z.infer<typeof pointChange>;

/** What a scanner said of an image; a number only where it saw something. `never`: it was not scanned. */
const trendFindings = z.object({
  state: z.enum(["count", "not-scannable", "unknown", "never"]),
  count: z.number().int().optional(),
  fixable: z.number().int().optional(),
  /** True where parts of the image were not seen. */
  isLowerBound: z.boolean(),
  /** OS packages and crates that were read. */
  packages: z.number().int().optional(),
});
export type TrendFindings = z.infer<typeof trendFindings>;

/** One build that succeeded, and the image it made. */
const trendPoint = z.object({
  buildId: z.string(),
  imageId: z.string(),
  /** The image of the build before in this line, where it is another one. */
  previousImageId: z.string().optional(),
  run: z.object({ id: z.string(), number: z.number().int() }),
  recipe: z.string(),
  at: z.iso.datetime(),
  /** Which of the service's runs this is, from 0. */
  place: z.number().int(),
  sizeBytes: z.number(),
  compressedBytes: z.number().optional(),
  /** Against the build before in this line. */
  sizeDeltaBytes: z.number().optional(),
  layers: z.number().int(),
  buildMs: z.number().optional(),
  standIn: z.boolean(),
  findings: trendFindings,
  changes: z.array(pointChange).optional(),
});
export type TrendPoint = z.infer<typeof trendPoint>;

const trendLine = z.object({
  variant: z.enum(VARIANT_IDS),
  /** How many builds there are in the range; `points` may be fewer. */
  builds: z.number().int(),
  points: z.array(trendPoint),
});
export type TrendLine = z.infer<typeof trendLine>;

/** A change beside what it did; those of one moment (or of one column of the axis) stand together. */
const trendChange = z.object({
  at: z.iso.datetime(),
  place: z.number().int(),
  runId: z.string(),
  runNumber: z.number().int(),
  kind: z.enum(CHANGE_KINDS),
  from: z.string(),
  to: z.string(),
  variants: z.array(z.enum(VARIANT_IDS)),
  /** How many changes of this kind stand together here. */
  count: z.number().int(),
  /** How much the images grew in those builds, in the order of `variants`. */
  sizeDeltasBytes: z.array(z.number()),
});
export type TrendChange = z.infer<typeof trendChange>;

export const trends = z.object({
  service: z.string(),
  recipe: z.string(),
  by: z.enum(TREND_AXES),
  /** The first and the last build there is; absent where there is none. */
  history: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Builds in the range, and how many of them are in `lines`. */
  builds: z.number().int(),
  shown: z.number().int(),
  lines: z.array(trendLine),
  changes: z.array(trendChange),
});
export type Trends = z.infer<typeof trends>;

/** One line of sizes for a list's row: `sizes[i]` is what run `runs[i]` made, the oldest first. */
export const sparkline = z.object({
  service: z.string(),
  recipe: z.string(),
  variant: z.enum(VARIANT_IDS),
  runs: z.array(z.number().int()),
  sizes: z.array(z.number()),
});
export type Sparkline = z.infer<typeof sparkline>;
