import type { ResolvedBase } from "../bases/types.ts";
import { type DbTransaction, Prisma } from "../db/client.ts";
import { fromOrigin } from "../db/origin.ts";
import { toStorableJson, toStorableText } from "../db/storable.ts";
import { AppError } from "../errors.ts";
import type { MeasuredImage, MeasuredLayer } from "../oci/types.ts";
import { type BuildOrder, findOwnBase, toImageIdentity } from "./build-request.ts";
import type { LayerContents } from "./layer-contents.ts";

function toBaseColumns(base: ResolvedBase | undefined) {
  if (!base) return {};
  return {
    baseRole: base.role,
    baseReference: base.reference,
    baseDigest: base.digest,
    baseOrigin: fromOrigin(base.origin),
  };
}

function toToolchain(order: BuildOrder) {
  if (order.source.kind === "program") return Prisma.JsonNull;
  const toolchain = order.bases.find((base) => base.role === "toolchain");
  if (!toolchain) throw new AppError("internal", "A build was ordered without a toolchain.");
  const { role, reference, digest, origin } = toolchain;
  return toStorableJson({ role, reference, digest, origin });
}

export type ImagePlace = {
  serviceId: string;
  engineId: string;
  /** What the engine calls the image, where that is not its config's digest. */
  manifestDigest: string | null;
};

function toImageRow(order: BuildOrder, place: ImagePlace, measured: MeasuredImage) {
  const base = findOwnBase(order);
  const { binary } = measured;
  return {
    ...place,
    imageId: measured.imageId,
    variant: order.variant,
    recipeId: order.recipeId,
    recipe: toStorableJson(order.recipe ?? {}),
    sourceDigest: order.sourceDigest,
    platform: order.platform,
    identity: toImageIdentity(order),
    ...toBaseColumns(base),
    toolchain: toToolchain(order),
    standIn: base?.origin === "stand-in",
    config: toStorableJson(measured.config),
    sizeBytes: measured.sizeBytes,
    compressedBytes: measured.compressedBytes ?? null,
    breakdown: measured.breakdown,
    fileCount: measured.fileCount,
    efficiencyRatio: measured.efficiencyRatio,
    wastedBytes: measured.wastedBytes,
    reclaimableBytes: measured.reclaimableBytes,
    ...(binary
      ? {
          binaryPath: toStorableText(binary.path),
          binaryBytes: binary.sizeBytes,
          binarySha256: binary.sha256,
        }
      : {}),
  };
}

/** Stores measured layers with what is kept of their files; those that are stored already stay as they are. */
export async function storeLayers(
  tx: DbTransaction,
  layers: readonly MeasuredLayer[],
  contents: LayerContents,
): Promise<void> {
  await tx.layer.createMany({
    data: layers.map(({ diffId, digest, sizeBytes, tarBytes, compressedBytes, fileCount }) => ({
      diffId,
      digest: digest ?? null,
      sizeBytes,
      tarBytes,
      compressedBytes: compressedBytes ?? null,
      fileCount,
    })),
    skipDuplicates: true,
  });
  await contents.store(tx, layers);
}

/** Stores a measured image with its layers; one that is stored already keeps its figures. */
export async function storeImage(
  tx: DbTransaction,
  order: BuildOrder,
  place: ImagePlace,
  measured: MeasuredImage,
  contents: LayerContents,
): Promise<void> {
  const { imageId, layers } = measured;
  await storeLayers(tx, layers, contents);
  const { count } = await tx.image.createMany({
    data: [toImageRow(order, place, measured)],
    skipDuplicates: true,
  });
  if (count === 0) return placeImage(tx, imageId, place.engineId);
  await tx.imageLayer.createMany({
    data: layers.map(({ index, diffId, createdBy, fromBase }) => ({
      imageId,
      index,
      diffId,
      createdBy: toStorableText(createdBy),
      fromBase,
    })),
  });
}

/** Says that this engine holds an image now. */
export async function placeImage(tx: DbTransaction, imageId: string, engineId: string): Promise<void> {
  await tx.image.updateMany({ where: { imageId }, data: { engineId, removedAt: null } });
}
