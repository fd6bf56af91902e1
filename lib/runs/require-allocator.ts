import { AppError } from "../errors.ts";
import { readCargoFeatures } from "../services/cargo-features.ts";
import type { ServiceView } from "../services/schemas.ts";
import { whyNoAllocator } from "../variants/allocator.ts";
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
  const reason = whyNoAllocator({ service: service.slug, features }, allocator);
  if (reason !== undefined) throw new AppError("bad-input", `\`${field}\`: ${reason}`, { field });
}
