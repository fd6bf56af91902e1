import type { Db } from "../db/client.ts";
import type { VariantId } from "../variants/variants.ts";
import type { ImageBases } from "./schemas-inside.ts";
import { toDelta } from "./to-comparison.ts";

type MeasuredOn = NonNullable<ImageBases["bases"][number]["measured"]>;

type Weighed = { imageId: string; variant: string; sizeBytes: bigint; binarySha256: string | null };

/** Of each variant the newest image that was made of the same as this one, itself among them: like for like. */
export async function readMeasuredOn(database: Db, imageId: string): Promise<Map<string, Weighed>> {
  const own = await database.image.findUniqueOrThrow({ where: { imageId } });
  const { serviceId, recipeId, sourceDigest, platform } = own;
  const others = await database.image.findMany({
    where: { serviceId, recipeId, sourceDigest, platform, NOT: { variant: own.variant } },
    orderBy: { builtAt: "asc" },
    select: { imageId: true, variant: true, sizeBytes: true, binarySha256: true },
  });
  return new Map([...others, own].map((image) => [image.variant, image]));
}

/** What an image on another base weighs, beside this one. */
export function toMeasuredOn(other: Weighed | undefined, own: Weighed | undefined): MeasuredOn | undefined {
  if (!other || !own) return undefined;
  const sizeBytes = Number(other.sizeBytes);
  return {
    imageId: other.imageId,
    sizeBytes,
    delta: toDelta(sizeBytes, Number(own.sizeBytes)),
    isSameBinary: hasSameBinary(other, own),
  };
}

const LIGHT: VariantId = "base-nossl";
const HEAVY: VariantId = "distroless-cc";

/** What a binary with libgcc inside saves by standing on base-nossl, from the two images as they were measured. */
export function toWithoutLibgcc(measured: ReadonlyMap<string, Weighed>): ImageBases["withoutLibgcc"] {
  const [light, heavy] = [measured.get(LIGHT), measured.get(HEAVY)];
  if (!light || !heavy) return undefined;
  return {
    delta: toDelta(Number(light.sizeBytes), Number(heavy.sizeBytes)),
    isSameBinary: hasSameBinary(light, heavy),
  };
}

function hasSameBinary(one: Weighed, other: Weighed): boolean {
  return one.binarySha256 !== null && one.binarySha256 === other.binarySha256;
}
