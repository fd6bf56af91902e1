import { z } from "zod";
import { probeSummary } from "../probes/schemas.ts";
import { imageScans } from "../scans/schemas.ts";
import { VARIANT_IDS } from "../variants/variants.ts";
import { buildSplit } from "./schemas-build.ts";
import { imageInside } from "./schemas-inside.ts";

export const breakdown = z.object({
  baseBytes: z.number(),
  binaryBytes: z.number(),
  certificatesBytes: z.number(),
  otherBytes: z.number(),
});

const layerView = z.object({
  index: z.number().int(),
  diffId: z.string(),
  /** Of the gzip blob; this and its size are absent until they are measured. */
  digest: z.string().optional(),
  sizeBytes: z.number(),
  compressedBytes: z.number().optional(),
  createdBy: z.string(),
  fromBase: z.boolean(),
  fileCount: z.number().int(),
});
export type LayerView = z.infer<typeof layerView>;

export const baseView = z.object({
  role: z.string(),
  reference: z.string(),
  digest: z.string(),
  origin: z.enum(["registry", "override", "stand-in"]),
});

export const imageView = z.object({
  imageId: z.string(),
  manifestDigest: z.string().optional(),
  variant: z.enum(VARIANT_IDS),
  service: z.string(),
  recipe: z.string(),
  recipeSummary: z.string(),
  sourceDigest: z.string(),
  platform: z.string(),
  run: z.object({ id: z.string(), number: z.number().int() }).optional(),
  buildId: z.string().optional(),
  buildMs: z.number().optional(),
  builtAt: z.iso.datetime(),
  removedAt: z.iso.datetime().optional(),
  sizeBytes: z.number(),
  /** Absent until it is measured, which takes longer than the rest. */
  compressedBytes: z.number().optional(),
  breakdown,
  fileCount: z.number().int(),
  efficiencyRatio: z.number().optional(),
  wastedBytes: z.number().optional(),
  reclaimableBytes: z.number().optional(),
  layers: z.array(layerView),
  config: z.object({
    user: z.string(),
    workingDir: z.string(),
    entrypoint: z.array(z.string()),
    cmd: z.array(z.string()),
    env: z.array(z.string()),
    exposedPorts: z.array(z.string()),
    labels: z.record(z.string(), z.string()),
  }),
  binary: z.object({ path: z.string(), sizeBytes: z.number(), sha256: z.string() }).optional(),
  base: baseView.optional(),
  /** Absent where nothing was compiled: the service is prebuilt. */
  toolchain: baseView.optional(),
  standIn: z.boolean(),
});
export type ImageView = z.infer<typeof imageView>;

/** As many as a table of columns can be read at. */
export const MAX_IMAGES = 12;

/** `variants` and `ref` are the URL's own words; images may also be named by id (`images=`). */
export const compareInput = z.object({
  service: z.string().optional(),
  recipe: z.string().default("default"),
  variants: z.array(z.enum(VARIANT_IDS)).optional(),
  images: z.array(z.string()).max(MAX_IMAGES).optional(),
  run: z.string().optional(),
  ref: z.string().optional(),
  at: z.iso.datetime({ offset: true, error: "a time is written as 2026-11-22T12:57:00Z" }).optional(),
});
export type CompareInput = z.input<typeof compareInput>;

const delta = z.object({
  bytes: z.number(),
  /** (value - reference) / reference; absent where the reference is 0 */
  ratio: z.number().optional(),
});

const comparisonColumn = z.object({
  image: imageView,
  isReference: z.boolean(),
  sizeDelta: delta,
  compressedDelta: delta.optional(),
  /** What a pull costs on a host that already holds the reference image: layers not in it, compressed. */
  pullBesideReferenceBytes: z.number().optional(),
  /** The image of the same variant and recipe before this one. */
  previous: z
    .object({ imageId: z.string(), sizeBytes: z.number(), compressedBytes: z.number().optional() })
    .optional(),
  /** What a scanner found in it and what it could see; absent in snapshots from before there were scans. */
  scans: imageScans.optional(),
  /** What its files tell; absent where they are not kept, and in snapshots from before they were read. */
  inside: imageInside.optional(),
  /** What was seen when it was run; absent where it was not, and in snapshots from before there were probes. */
  probe: probeSummary.optional(),
  /** How the build that made it spent its time; absent where its steps are not kept. */
  build: buildSplit.optional(),
});
export type ComparisonColumn = z.infer<typeof comparisonColumn>;

export const comparison = z.object({
  service: z.string(),
  recipe: z.string(),
  recipeSummary: z.string(),
  at: z.iso.datetime().optional(),
  referenceImageId: z.string(),
  columns: z.array(comparisonColumn),
  /** Variants that were asked for and have no image yet. */
  missing: z.array(z.enum(VARIANT_IDS)),
  /** diffIds in more than one of the images. */
  sharedDiffIds: z.array(z.string()),
  notes: z.object({
    standIns: z.array(z.string()),
    differingSources: z.boolean(),
    removedImages: z.array(z.string()),
  }),
});
export type Comparison = z.infer<typeof comparison>;
