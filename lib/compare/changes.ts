import type { Comparison, ImageView } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";

export type SizeChange = {
  what: "size" | "pull";
  variant: VariantId;
  frozenBytes: number;
  nowBytes: number;
};

export type Changes = {
  sizes: SizeChange[];
  /** Variants that only one of the two holds. */
  gone: VariantId[];
  added: VariantId[];
  /** Figures that were compared and are the same. */
  equal: number;
};

const byVariant = (comparison: Comparison) =>
  new Map(comparison.columns.map((column): [VariantId, ImageView] => [column.image.variant, column.image]));

/** What differs between a frozen comparison and the same one now; only differences are listed. */
export function toChanges(frozen: Comparison, now: Comparison): Changes {
  const [before, after] = [byVariant(frozen), byVariant(now)];
  const sizes: SizeChange[] = [];
  let equal = 0;
  for (const [variant, image] of before) {
    const next = after.get(variant);
    if (!next) continue;
    for (const [what, frozenBytes, nowBytes] of [
      ["size", image.sizeBytes, next.sizeBytes],
      ["pull", image.compressedBytes, next.compressedBytes],
    ] as const) {
      if (frozenBytes === undefined || nowBytes === undefined) continue;
      if (frozenBytes === nowBytes) equal += 1;
      else sizes.push({ what, variant, frozenBytes, nowBytes });
    }
  }
  return {
    sizes,
    gone: [...before.keys()].filter((variant) => !after.has(variant)),
    added: [...after.keys()].filter((variant) => !before.has(variant)),
    equal,
  };
}
