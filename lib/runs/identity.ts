import { createHash } from "node:crypto";
import { toIdentityParts } from "../variants/recipe-schema.ts";
import type { Recipe } from "../variants/recipes.ts";
import type { VariantId } from "../variants/variants.ts";

export type IdentityParts = {
  service: string;
  package: string;
  sourceDigest: string;
  variant: VariantId;
  /** None of a prebuilt service. */
  recipe: Recipe | undefined;
  platform: string;
};

export type BaseDigests = Readonly<Record<string, string>>;

function sorted(record: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** What a build is of, as 64 hex digits: two of the same are not built at once. Bases are not known yet. */
export function buildIdentity(parts: IdentityParts): string {
  const recipe = parts.recipe === undefined ? null : sorted(toIdentityParts(parts.recipe));
  return digest(["build", sorted({ ...parts, recipe })]);
}

/** The same with the digests of the bases by role: what an image is of, as 64 hex digits. */
export function imageIdentity(parts: IdentityParts, bases: BaseDigests): string {
  return digest(["image", buildIdentity(parts), sorted(bases)]);
}
