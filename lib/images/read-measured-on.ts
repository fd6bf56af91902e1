import type { Db } from "../db/client.ts";
import type { VariantId } from "../variants/variants.ts";
import type { ImageBases } from "./schemas-inside.ts";
import { toDelta } from "./to-comparison.ts";

type MeasuredOn = NonNullable<ImageBases["bases"][number]["measured"]>;

/** Of each variant the newest image that was made of the same as this one, itself among them: like for like. */
export async function readMeasuredOn(database: Db, imageId: string): Promise<Map<string, MeasuredOn>> {
  const own = await database.image.findUniqueOrThrow({ where: { imageId } });
  const { serviceId, recipeId, sourceDigest, platform, binarySha256 } = own;
  const rows = await database.image.findMany({
    where: { serviceId, recipeId, sourceDigest, platform, NOT: { variant: own.variant } },
    orderBy: { builtAt: "desc" },
    select: { imageId: true, variant: true, sizeBytes: true, binarySha256: true },
  });
  const measured = new Map<string, MeasuredOn>();
  for (const row of [own, ...rows]) {
    if (measured.has(row.variant)) continue;
    const sizeBytes = Number(row.sizeBytes);
    measured.set(row.variant, {
      imageId: row.imageId,
      sizeBytes,
      delta: toDelta(sizeBytes, Number(own.sizeBytes)),
      isSameBinary: row.binarySha256 !== null && row.binarySha256 === binarySha256,
    });
  }
  return measured;
}

const LIGHT: VariantId = "base-nossl";
const HEAVY: VariantId = "distroless-cc";

/** What a binary with libgcc inside saves by standing on base-nossl, from the two images as they were measured. */
export function toWithoutLibgcc(measured: ReadonlyMap<string, MeasuredOn>): ImageBases["withoutLibgcc"] {
  const [light, heavy] = [measured.get(LIGHT), measured.get(HEAVY)];
  if (!light || !heavy) return undefined;
  return {
    delta: toDelta(light.sizeBytes, heavy.sizeBytes),
    // one of them may be the image itself, whose binary both are held against
    isSameBinary: light.isSameBinary === heavy.isSameBinary && light.isSameBinary,
  };
}
