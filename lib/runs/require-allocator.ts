import { AppError } from "../errors.ts";
import { readCargoFeatures } from "../services/cargo-features.ts";
import type { ServiceView } from "../services/schemas.ts";
import type { Recipe } from "../variants/recipes.ts";

/**
 * Throws bad-input, naming `field`, where a recipe wants an allocator that the service has no cargo feature for. What
 * its manifest does not tell is left to cargo.
 */
export async function requireAllocator(
  service: ServiceView,
  folder: string,
  { allocator }: Recipe,
  field: string,
): Promise<void> {
  if (allocator === "system") return;
  const features = await readCargoFeatures(folder, service.package);
  if (!features || features.includes(allocator)) return;
  const known = features.length === 0 ? "it has no features" : `it has ${features.join(", ")}`;
  throw new AppError(
    "bad-input",
    `\`${field}\`: ${allocator} is chosen by a cargo feature of that name, and ${service.slug}'s Cargo.toml does not have it; ${known}.`,
    { field },
  );
}
