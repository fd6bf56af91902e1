import type { VariantId } from "../variants/variants.ts";
import type { Comparison, ComparisonColumn, ImageView } from "./schemas.ts";

export type ComparedImage = { image: ImageView; previous?: ComparisonColumn["previous"] };

export type ComparisonParts = {
  service: string;
  recipe: string;
  recipeSummary: string;
  at?: string;
  /** In the order in which they are shown. */
  images: readonly ComparedImage[];
  /** A variant or a full image id; where none of the images is that, the usual reference is taken. */
  reference: string | undefined;
  missing: VariantId[];
};

const USUAL_REFERENCE: VariantId = "distroless-cc";

/** What the others are compared to: what was asked for, else distroless-cc, else the first. */
export function chooseReference(
  images: readonly ImageView[],
  reference: string | undefined,
): ImageView | undefined {
  return (
    images.find((image) => image.imageId === reference) ??
    images.find((image) => image.variant === reference) ??
    images.find((image) => image.variant === USUAL_REFERENCE) ??
    images[0]
  );
}

/** Bytes more than the reference, and how much of it that is (absent where the reference is 0). */
export function toDelta(bytes: number, referenceBytes: number): ComparisonColumn["sizeDelta"] {
  const difference = bytes - referenceBytes;
  return referenceBytes === 0
    ? { bytes: difference }
    : { bytes: difference, ratio: difference / referenceBytes };
}

/**
 * What a host that holds `held` still has to pull for `image`: its other layers, compressed; each is pulled once.
 * Undefined while one of them is not measured.
 */
export function toPullBytes(image: ImageView, held: ImageView): number | undefined {
  const here = new Set(held.layers.map((layer) => layer.diffId));
  let bytes = 0;
  for (const layer of image.layers) {
    if (here.has(layer.diffId)) continue;
    here.add(layer.diffId);
    if (layer.compressedBytes === undefined) return undefined;
    bytes += layer.compressedBytes;
  }
  return bytes;
}

/** The layers that more than one of the images has, in the order in which they first appear. */
export function findSharedDiffIds(images: readonly ImageView[]): string[] {
  const owners = new Map<string, number>();
  for (const image of images) {
    for (const diffId of new Set(image.layers.map((layer) => layer.diffId))) {
      owners.set(diffId, (owners.get(diffId) ?? 0) + 1);
    }
  }
  return [...owners].flatMap(([diffId, count]) => (count > 1 ? [diffId] : []));
}

function toNotes(images: readonly ImageView[]): Comparison["notes"] {
  const roles = images.flatMap((image) => [image.base, image.toolchain]);
  const standIns = roles.flatMap((base) => (base?.origin === "stand-in" ? [base.role] : []));
  return {
    standIns: [...new Set(standIns)],
    differingSources: new Set(images.map((image) => image.sourceDigest)).size > 1,
    removedImages: images.flatMap((image) => (image.removedAt === undefined ? [] : [image.imageId])),
  };
}

function toPullFigures(
  image: ImageView,
  reference: ImageView | undefined,
): Pick<ComparisonColumn, "compressedDelta" | "pullBesideReferenceBytes"> {
  const { compressedBytes } = image;
  const referenceBytes = reference === undefined ? 0 : reference.compressedBytes;
  const pullBytes = reference === undefined ? compressedBytes : toPullBytes(image, reference);
  return {
    ...(compressedBytes !== undefined &&
      referenceBytes !== undefined && { compressedDelta: toDelta(compressedBytes, referenceBytes) }),
    ...(pullBytes !== undefined && { pullBesideReferenceBytes: pullBytes }),
  };
}

/** Images side by side: deltas against the reference, shared layers, marginal pulls. Without images there is none. */
export function toComparison(parts: ComparisonParts): Comparison {
  const images = parts.images.map((compared) => compared.image);
  const reference = chooseReference(images, parts.reference);
  const columns = parts.images.map(
    ({ image, previous }): ComparisonColumn => ({
      image,
      isReference: image === reference,
      sizeDelta: toDelta(image.sizeBytes, reference?.sizeBytes ?? 0),
      ...toPullFigures(image, reference),
      ...(previous ? { previous } : {}),
    }),
  );
  return {
    service: parts.service,
    recipe: parts.recipe,
    recipeSummary: parts.recipeSummary,
    ...(parts.at === undefined ? {} : { at: parts.at }),
    referenceImageId: reference?.imageId ?? "",
    columns,
    missing: parts.missing,
    sharedDiffIds: findSharedDiffIds(images),
    notes: toNotes(images),
  };
}
