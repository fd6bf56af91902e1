import { z } from "zod";
import { VARIANT_IDS } from "../variants/variants.ts";
import { acceptance, ORIGINS, originCounts, SEVERITIES, scanFigures, severityCounts } from "./schemas.ts";

/** One image of those side by side; without a scan there is no coverage. */
const acrossImage = z.object({
  imageId: z.string(),
  variant: z.enum(VARIANT_IDS),
  /** The image of the same variant and recipe before this one. */
  previousImageId: z.string().optional(),
  scan: scanFigures.optional(),
});
export type AcrossImage = z.infer<typeof acrossImage>;

/** What one image has of one flaw. `not-seen`: nothing was looked up there, so its absence says nothing. */
const acrossCell = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("found"),
    /** Packages of this image with the flaw. */
    count: z.number().int(),
    severity: z.enum(SEVERITIES),
    acceptance: acceptance.optional(),
  }),
  z.object({ state: z.literal("not-found") }),
  z.object({ state: z.literal("not-seen"), why: z.string() }),
]);
export type AcrossCell = z.infer<typeof acrossCell>;

/** One flaw of one package in some of the images; of all its packages where different flaws are counted. */
export const acrossRow = z.object({
  id: z.string(),
  aliases: z.array(z.string()),
  /** The worst of them. */
  severity: z.enum(SEVERITIES),
  severitySources: z.array(z.string()),
  statuses: z.array(z.string()),
  title: z.string(),
  url: z.string().optional(),
  packages: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      path: z.string().optional(),
      installedVersions: z.array(z.string()),
      fixedVersions: z.array(z.string()),
    }),
  ),
  origins: z.array(z.enum(ORIGINS)),
  /** One an image, in their order. */
  cells: z.array(acrossCell),
});
export type AcrossRow = z.infer<typeof acrossRow>;

/** How many rows there are of each severity and origin, whatever the view. */
export const rowCounts = z.object({ bySeverity: severityCounts, byOrigin: originCounts });
export type RowCounts = z.infer<typeof rowCounts>;

export const findingsAcross = rowCounts.extend({
  service: z.string(),
  images: z.array(acrossImage),
  /** Which findings are listed: all, those with a fix, or different ids. */
  mode: z.enum(["all", "fixable", "unique"]),
  /** Distributions whose data are not alike; more than one makes fixable-only the fair list. */
  families: z.array(z.string()),
  rows: z.array(acrossRow),
  /** How many rows the view has. */
  matching: z.number().int(),
  nextOffset: z.number().int().optional(),
});
export type FindingsAcross = z.infer<typeof findingsAcross>;
