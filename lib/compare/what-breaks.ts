import type { Comparison } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import { toColumnMarks } from "./columns.ts";
import { toTraitRows } from "./operation-rows.ts";
import { toBreakage } from "./probe-outcome.ts";

/** `mark` tells it from another image of its variant; empty where there is none. */
export type BrokenImage = { imageId: string; variant: VariantId; mark: string; href: string };

/** Something that stops working in some of the images, with the line that mends it. */
export type Breakage = {
  trait: string;
  breaks: string;
  mend?: string;
  /** Where it breaks; `href` leads to the evidence. */
  images: BrokenImage[];
};

/** What breaks in the images of a comparison, each thing once, in the order of the table's rows. */
export function toBreakages(comparison: Comparison): Breakage[] {
  const marks = toColumnMarks(comparison);
  const found = new Map<string, Breakage & { rank: number }>();
  for (const { image, inside, probe } of comparison.columns) {
    const { imageId, variant } = image;
    const mark = marks.get(imageId) ?? "";
    const { breaks: failure, mend: repair } = probe ? toBreakage(probe.seen) : {};
    if (failure !== undefined) {
      const key = `probe ${failure} ${repair}`;
      const breakage = found.get(key) ?? {
        ...{ rank: -1, trait: "When run", breaks: failure, images: [] },
        ...(repair !== undefined && { mend: repair }),
      };
      breakage.images.push({ imageId, variant, mark, href: `/images/${imageId}#probe` });
      found.set(key, breakage);
    }
    for (const [rank, { label, trait }] of toTraitRows(inside?.traits ?? []).entries()) {
      const { id, breaks, mend } = trait;
      if (breaks === undefined) continue;
      const key = `${id} ${breaks} ${mend}`;
      const breakage = found.get(key) ?? {
        ...{ rank, trait: label, breaks, images: [] },
        ...(mend !== undefined && { mend }),
      };
      breakage.images.push({ imageId, variant, mark, href: `/images/${imageId}#trait-${id}` });
      found.set(key, breakage);
    }
  }
  return [...found.values()].toSorted((a, b) => a.rank - b.rank).map(({ rank: _, ...breakage }) => breakage);
}
