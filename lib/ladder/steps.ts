import type { z } from "zod";
import type { RungImage, rungStep } from "./schemas.ts";

type Measured = { id: string; follows: string | null; image: RungImage | undefined };

/**
 * What a rung saved (negative) or added: against the rung that it follows, or where that has no image against the
 * nearest one before it that has. Undefined where there is nothing to compare.
 */
export function toStep(rung: Measured, rungs: readonly Measured[]): z.infer<typeof rungStep> | undefined {
  const before = findMeasuredBefore(rung, rungs);
  if (!rung.image || !before?.image) return undefined;
  const bytes = rung.image.sizeBytes - before.image.sizeBytes;
  const { compressedBytes } = rung.image;
  const wasCompressed = before.image.compressedBytes;
  return {
    against: before.id,
    imageId: before.image.imageId,
    bytes,
    ...(before.image.sizeBytes > 0 ? { ratio: bytes / before.image.sizeBytes } : {}),
    ...(compressedBytes !== undefined && wasCompressed !== undefined
      ? { compressedBytes: compressedBytes - wasCompressed }
      : {}),
  };
}

function findMeasuredBefore(rung: Measured, rungs: readonly Measured[]): Measured | undefined {
  const seen = new Set<string>();
  let at = rung.follows;
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    const before = rungs.find((each) => each.id === at);
    if (!before || before.image) return before;
    at = before.follows;
  }
  return undefined;
}
