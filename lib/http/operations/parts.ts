import { z } from "zod";
import { CHART_IDS } from "../../charts/schemas.ts";
import { THEMES } from "../../charts/svg/palette.ts";
import { EXPORT_FORMATS } from "../../compare/exports/export-comparison.ts";
import { runView } from "../../runs/schemas.ts";
import { LONGEST_RECIPE_NAME } from "../../variants/recipe-name.ts";

/** No parameters, no query, no body: the call takes none. */
export const nothing = z.object({});

/** A call that takes no body accepts `{}` and an empty one, and no field. */
export const noBody = z.strictObject({}).optional();

export const buildParams = z.object({ id: z.uuid("is no build id (a UUID)") });

export const serviceParams = z.object({ service: z.string().min(1).max(100).describe("a service's name") });

export const runAnswer = z.object({ run: runView });

export const runParams = z.object({
  id: z
    .union([z.uuid(), z.string().regex(/^[1-9]\d{0,8}$/)], "is no run: give its id (a UUID) or its number")
    .describe("the run's id (a UUID) or its number"),
});

export const imageParams = z.object({
  imageId: z
    .string()
    .regex(
      /^(sha256:)?[0-9a-f]{12,64}$/,
      "is no image id: give the digest or its first 12 or more hex digits",
    )
    .describe("the full digest, or an unambiguous prefix of 12 or more hex digits"),
});

export const slugParams = z.object({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{2,62}[a-z0-9]$/, "is no snapshot's name"),
});

export const cursor = z
  .string()
  .max(200)
  .optional()
  .describe("`nextCursor` of the page before; none for the first page");

/** A whole number written in a URL. */
export const queryInteger = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `is no whole number between ${min} and ${max}`)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

/** Words of a list, separated by commas. */
export const words = <W extends string>(known: readonly W[]) =>
  z
    .string()
    .max(200)
    .transform((text) => text.split(",").filter((word) => word !== ""))
    .pipe(z.array(z.enum(known)))
    .optional();

/** Yes or no written in a URL; no where it is absent. */
export const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((word) => word === "true");

/** What is compared: the compare page's own query. */
export const compareParams = z.object({
  service: z.string().min(1).max(100).optional().describe("a service's name; the default one without it"),
  recipe: z
    .string()
    .min(1)
    .max(LONGEST_RECIPE_NAME)
    .optional()
    .describe("a preset's name, or turned knobs: `opt-level=z,lto=fat`"),
  variants: z.string().max(400).optional().describe("variants by name, separated by commas"),
  images: z.string().max(1200).optional().describe("images by id instead, separated by commas"),
  run: z.string().max(100).optional().describe("only images that this run built: its id or number"),
  ref: z.string().max(100).optional().describe("what the others are compared to: a variant or an image id"),
  at: z.string().max(60).optional().describe("the newest images as of this time (ISO 8601)"),
});

/** How a comparison is wanted. */
export const exportQuery = z.object({
  format: z
    .enum(EXPORT_FORMATS)
    .default("json")
    .describe(
      "markdown: for a pull request, below 65,000 characters; csv: raw figures; svg: one chart; png: one chart, or the picture of previews where none is named",
    ),
  chart: z
    .enum(CHART_IDS)
    .optional()
    .describe("which chart, where format is svg (weight where none is named) or png"),
  theme: z.enum(THEMES).default("light").describe("its colours"),
});
