import { LRUCache } from "lru-cache";
import { type ImageContent, toImageContent } from "../analysis/image-content.ts";
import type { LayerIndex } from "../analysis/layer-index.ts";
import { decodeLayerIndex, LAYER_INDEX_VERSION } from "../analysis/layer-index-codec.ts";
import type { Db } from "../db/client.ts";
import { AppError } from "../errors.ts";

/** Files of all kept images together; about 1 KB of memory each. */
const MAX_ENTRIES = 150_000;
const MAX_IMAGES = 16;
const MAX_LAYERS = 64;

// What an image has never changes. One that is too large by itself is not kept.
const images = new LRUCache<string, ImageContent>({
  max: MAX_IMAGES,
  maxSize: MAX_ENTRIES,
  sizeCalculation: ({ layers }) => layers.reduce((sum, { content }) => sum + content.entries.length, 1),
});
/** Images have layers in common; most of these are kept with their images anyway. By what was read of them, and when. */
const decoded = new LRUCache<string, LayerIndex>({
  max: MAX_LAYERS,
  maxSize: MAX_ENTRIES,
  sizeCalculation: ({ entries }) => entries.length + 1,
});

/** Layers by diffId, as far as their files are kept. */
async function loadLayers(database: Db, diffIds: readonly string[]): Promise<Map<string, LayerIndex>> {
  const layers = new Map<string, LayerIndex>();
  const kept = await database.layerContent.findMany({
    where: { diffId: { in: [...diffIds] }, version: LAYER_INDEX_VERSION },
    select: { diffId: true, createdAt: true },
  });
  for (const content of kept) {
    const known = decoded.get(toKey(content));
    if (known !== undefined) layers.set(content.diffId, known);
  }
  const rows = await database.layerContent.findMany({
    where: { diffId: { in: kept.map(({ diffId }) => diffId).filter((diffId) => !layers.has(diffId)) } },
    select: { diffId: true, createdAt: true, data: true },
  });
  for (const row of rows) {
    const layer = decodeLayerIndex(row.data);
    decoded.set(toKey(row), layer);
    layers.set(row.diffId, layer);
  }
  return layers;
}

/** A layer is read again, and kept anew, where another program of it is started. */
function toKey({ diffId, createdAt }: { diffId: string; createdAt: Date }): string {
  return `${diffId} ${createdAt.getTime()}`;
}

/** An image's files. Throws not-found where they are not kept: it was measured before they were. */
export async function loadImageContent(database: Db, imageId: string): Promise<ImageContent> {
  const known = images.get(imageId);
  if (known !== undefined) return known;
  const rows = await database.imageLayer.findMany({
    where: { imageId },
    orderBy: { index: "asc" },
    select: { diffId: true, fromBase: true },
  });
  const layers = await loadLayers(
    database,
    rows.map(({ diffId }) => diffId),
  );
  const content = toImageContent(
    rows.map(({ diffId, fromBase }) => {
      const layer = layers.get(diffId);
      if (layer !== undefined) return { content: layer, fromBase };
      throw new AppError(
        "not-found",
        "This image was measured before its files were kept. Rebuild it, and they are read.",
        { detail: { reason: "files-not-kept" } },
      );
    }),
  );
  images.set(imageId, content);
  return content;
}

/** A base's files, by its digest; undefined where not all of its layers are kept. */
export async function loadBaseContent(
  database: Db,
  base: { digest: string; diffIds: readonly string[] },
): Promise<ImageContent | undefined> {
  const known = images.get(base.digest);
  if (known !== undefined) return known;
  const layers = await loadLayers(database, base.diffIds);
  if (base.diffIds.length === 0 || base.diffIds.some((diffId) => !layers.has(diffId))) return undefined;
  const content = toImageContent(
    base.diffIds.flatMap((diffId) => {
      const layer = layers.get(diffId);
      return layer === undefined ? [] : [{ content: layer, fromBase: true }];
    }),
  );
  images.set(base.digest, content);
  return content;
}
