import { z } from "zod";
import { CHART_IDS } from "../charts/schemas.ts";
import { comparison } from "../images/schemas.ts";
import { VARIANT_IDS } from "../variants/variants.ts";

export const freezeInput = z.strictObject({
  /** The live view's query string, without the question mark. */
  query: z.string().max(4000),
  title: z.string().trim().max(200).default(""),
  note: z.string().max(20_000).default(""),
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{2,62}[a-z0-9]$/, "4 to 64 lower-case letters, digits and dashes")
    .optional(),
});
export type FreezeInput = z.input<typeof freezeInput>;

const frozenChart = z.object({ light: z.string(), dark: z.string() });

/** The frozen bytes, parsed. `version` changes when its shape does; old ones stay readable. */
export const snapshotPayload = z.object({
  version: z.literal(1),
  title: z.string(),
  note: z.string(),
  query: z.string(),
  frozenAt: z.iso.datetime(),
  comparison,
  /** The charts as SVG files, as they were drawn then; absent in snapshots from before they were kept. */
  charts: z.partialRecord(z.enum(CHART_IDS), frozenChart).optional(),
});

/** What a list says of the images in a snapshot: uncompressed bytes, in the order of the columns. */
export const frozenSizes = z.array(
  z.object({ variant: z.enum(VARIANT_IDS), sizeBytes: z.number().int().nonnegative() }),
);
export type FrozenSizes = z.infer<typeof frozenSizes>;

export const snapshotView = z.object({
  slug: z.string(),
  title: z.string(),
  note: z.string(),
  query: z.string(),
  createdAt: z.iso.datetime(),
  payloadDigest: z
    .string()
    .describe(
      "SHA-256 of the payload's bytes: those of `export?format=json`, and of `payload` in this answer",
    ),
  images: frozenSizes.optional(),
  revokedAt: z.iso.datetime().optional(),
  payload: snapshotPayload.optional(),
});
export type SnapshotView = z.infer<typeof snapshotView>;
