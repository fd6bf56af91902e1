import type { BaseDigests } from "../runs/identity.ts";
import { PREBUILT_RECIPE } from "../variants/prebuilt-recipe.ts";
import { type BaseRole, VARIANTS, type VariantId } from "../variants/variants.ts";

/**
 * The order in which bases are resolved: what is quick comes first, and all are there before the toolchain, because
 * assembling beside a compiler takes minutes. distroless-static is no default variant's base and comes last.
 */
export const RESOLVE_ORDER: readonly BaseRole[] = [
  "alpine",
  "base-nossl",
  "distroless-cc",
  "debian-slim",
  "toolchain",
  "distroless-static",
];

/** The base that a variant stands on; none for scratch. */
export function baseOf(variant: VariantId): BaseRole | null {
  return VARIANTS.find((each) => each.id === variant)?.base ?? null;
}

/**
 * The bases that a variant's build needs: the toolchain, and what the variant stands on. A prebuilt program needs no
 * toolchain; what lacks CA roots then gets those of base-nossl.
 */
export function requiredRoles(variant: VariantId, recipeId: string): BaseRole[] {
  const base = baseOf(variant);
  if (recipeId === PREBUILT_RECIPE.id) {
    if (base === null) return ["base-nossl"];
    return base === "debian-slim" ? ["base-nossl", base] : [base];
  }
  return base === null || base === "toolchain" ? ["toolchain"] : ["toolchain", base];
}

/** The Dockerfile's build argument for a role: `distroless-cc` is DISTROLESS_CC. */
export function toBaseArgument(role: BaseRole): string {
  return role.toUpperCase().replaceAll("-", "_");
}

/** The bases' part of an image's identity. */
export function toBaseDigests(bases: readonly { role: BaseRole; digest: string }[]): BaseDigests {
  return Object.fromEntries(bases.map((base) => [base.role, base.digest]));
}
