import type { Linkage } from "./knobs.ts";
import type { Recipe } from "./recipes.ts";
import { VARIANTS, type Variant, type VariantId } from "./variants.ts";

/** What a base has of glibc: its loader and libc, and libgcc_s. */
type Offer = { glibc: boolean; libgcc: boolean; lacks: string };

const NO_FILES: Offer = { glibc: false, libgcc: false, lacks: "scratch has no file at all" };

const OFFERS: Readonly<Record<Exclude<VariantId, "naive">, Offer>> = {
  scratch: NO_FILES,
  alpine: { glibc: false, libgcc: false, lacks: "alpine has musl's loader and libc, not glibc's" },
  "distroless-static": { glibc: false, libgcc: false, lacks: "distroless-static has no libc" },
  "base-nossl": { glibc: true, libgcc: false, lacks: "base-nossl has libc and no libgcc_s.so.1" },
  "distroless-cc": { glibc: true, libgcc: true, lacks: "" },
  "debian-slim": { glibc: true, libgcc: true, lacks: "" },
};

const NEEDS: Readonly<Record<Linkage, { needs: string; isMet: (offer: Offer) => boolean }>> = {
  dynamic: { needs: "glibc's loader, libc and libgcc_s", isMet: (offer) => offer.glibc && offer.libgcc },
  "libgcc-inside": { needs: "glibc's loader and libc", isMet: (offer) => offer.glibc },
  "static-glibc": { needs: "no file", isMet: () => true },
  "static-musl": { needs: "no file", isMet: () => true },
};

function getVariant(id: VariantId): Variant {
  const variant = VARIANTS.find((each) => each.id === id);
  if (!variant) throw new Error(`the catalogue has no ${id}`);
  return variant;
}

/** How a variant's program is linked by a recipe. */
export function toLinkage(variant: VariantId, { linkage }: Pick<Recipe, "linkage">): Linkage {
  return linkage === "variant" ? getVariant(variant).linkage : linkage;
}

/** The linkages that start on a variant. */
export function findLinkages(variant: VariantId): Linkage[] {
  if (variant === "naive") return [getVariant(variant).linkage];
  const offer = OFFERS[variant];
  const all: Linkage[] = ["dynamic", "libgcc-inside", "static-glibc", "static-musl"];
  return all.filter((linkage) => NEEDS[linkage].isMet(offer));
}

/** Why a recipe cannot be built as a variant, in a sentence that also says what can; undefined where it can. */
export function whyImpossible(variant: VariantId, recipe: Pick<Recipe, "linkage">): string | undefined {
  const { linkage } = recipe;
  if (linkage === "variant") return undefined;
  const able = findLinkages(variant);
  if (able.includes(linkage)) return undefined;
  if (variant === "naive") {
    return "naive is what a plain `cargo build` leaves in the toolchain's own image, which links dynamically: leave its linkage as it is.";
  }
  const { needs } = NEEDS[linkage];
  return `A program that is linked ${linkage} needs ${needs}; ${OFFERS[variant].lacks}. On ${variant}: ${able.join(", ")}.`;
}
