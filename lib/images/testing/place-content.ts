import type { LayerIndex } from "../../analysis/layer-index.ts";
import { encodeLayerIndex, LAYER_INDEX_VERSION } from "../../analysis/layer-index-codec.ts";
import type { Db, Prisma } from "../../db/client.ts";
import { placeImage } from "../../scans/testing/place-image.ts";

export type PlacedContent = {
  imageId: string;
  variant?: string;
  service?: string;
  /** Bottom first. */
  layers: readonly { diffId: string; content: LayerIndex; fromBase: boolean }[];
  /** The image's config as its engine wrote it. */
  config?: object;
  binaryPath?: string;
};

/** Records an image with its layers' files, as a measured one has them: the base's layers lie at the bottom. */
export async function placeContent(db: Db, image: PlacedContent): Promise<void> {
  const { imageId, layers, config = {}, ...rest } = image;
  await placeImage(db, {
    ...rest,
    imageId,
    diffIds: layers.map(({ diffId }) => diffId),
    baseLayers: layers.filter(({ fromBase }) => fromBase).length,
    engineId: "test",
  });
  let total = 0;
  for (const { diffId, content } of layers) {
    const sizeBytes = content.entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
    total += sizeBytes;
    await db.layer.update({
      where: { diffId },
      data: { sizeBytes, compressedBytes: Math.ceil(sizeBytes / 2), fileCount: content.entries.length },
    });
    const data = new Uint8Array(await encodeLayerIndex(content));
    await db.layerContent.createMany({
      data: [{ diffId, version: LAYER_INDEX_VERSION, data }],
      skipDuplicates: true,
    });
  }
  const stored: Prisma.InputJsonObject = JSON.parse(JSON.stringify(config));
  await db.image.update({ where: { imageId }, data: { sizeBytes: total, config: stored } });
}
