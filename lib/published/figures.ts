import { z } from "zod";
import { AppError } from "../errors.ts";
import { UNIT_BYTES } from "../format.ts";
import { VARIANT_IDS, type VariantId } from "../variants/variants.ts";
import data from "./figures.json" with { type: "json" };

/** `15.9 MB`, `34 MiB` or `under 20 MB`, exactly as its source wrote it. */
const writtenSize = z.string().regex(/^(under )?\d+(\.\d+)? (MB|MiB)$/);

const publishedFigure = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    source: z.string().min(1),
    date: z.iso.date().optional(),
    /** Absent where the source is not on the web. */
    url: z.url({ protocol: /^https$/ }).optional(),
    program: z.string().min(1),
    recipe: z.string().optional(),
    sizes: z.partialRecord(z.enum(VARIANT_IDS), writtenSize).optional(),
    ladder: z.array(z.strictObject({ rung: z.string().min(1), size: writtenSize })).optional(),
    remark: z.string().optional(),
  })
  .refine(({ sizes, ladder }) => sizes !== undefined || ladder !== undefined, "has neither sizes nor rungs");
export type PublishedFigure = z.infer<typeof publishedFigure>;

/** What others published about the same diets, in their own words and units. Never part of a measured figure. */
export const PUBLISHED_FIGURES: readonly PublishedFigure[] = z
  .object({ figures: z.array(publishedFigure) })
  .parse(data).figures;

export type WrittenSize = {
  bytes: number;
  /** True where the source only says that it is less. */
  isLimit: boolean;
};

/** The bytes that a published size means. Throws bad-input where it is none. */
export function parseWrittenSize(text: string): WrittenSize {
  const [, under, value, unit] = /^(under )?(\d+(?:\.\d+)?) (MB|MiB)$/.exec(text) ?? [];
  if (value === undefined || (unit !== "MB" && unit !== "MiB")) {
    throw new AppError("bad-input", `"${text}" is no published size, like "15.9 MB".`, { field: "size" });
  }
  return { bytes: Math.round(Number(value) * UNIT_BYTES[unit]), isLimit: under !== undefined };
}

/** One published size of one variant, with where it comes from. */
export type PublishedMark = WrittenSize & {
  variant: VariantId;
  /** As its source wrote it. */
  written: string;
  figure: PublishedFigure;
};

/** Every published size of these variants, in the order of the sources. */
export function listPublishedMarks(variants: readonly VariantId[]): PublishedMark[] {
  return PUBLISHED_FIGURES.flatMap((figure) =>
    VARIANT_IDS.flatMap((variant) => {
      const written = figure.sizes?.[variant];
      if (written === undefined || !variants.includes(variant)) return [];
      return [{ variant, written, figure, ...parseWrittenSize(written) }];
    }),
  );
}
