import { type ImageContent, toImageContent } from "../analysis/image-content.ts";
import type { LayerIndex } from "../analysis/layer-index.ts";
import { decodeLayerIndex, LAYER_INDEX_VERSION } from "../analysis/layer-index-codec.ts";
import type { Db } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { ContentCache } from "./content-cache.ts";

const cache = new ContentCache();

/** Layers by diffId, as far as their files are kept. */
export async function loadLayers(database: Db, diffIds: readonly string[]): Promise<Map<string, LayerIndex>> {
  const rows = await database.layerContent.findMany({
    where: { diffId: { in: [...diffIds] }, version: LAYER_INDEX_VERSION },
    select: { diffId: true, data: true },
  });
  return new Map(rows.map(({ diffId, data }) => [diffId, decodeLayerIndex(data)]));
}

/** An image's files. Throws not-found where they are not kept: it was measured before they were. */
export async function loadImageContent(database: Db, imageId: string): Promise<ImageContent> {
  const known = cache.get(imageId);
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
  cache.set(imageId, content);
  return content;
}

/** A base's files, by its digest; undefined where not all of its layers are kept. */
export async function loadBaseContent(
  database: Db,
  base: { digest: string; diffIds: readonly string[] },
): Promise<ImageContent | undefined> {
  const known = cache.get(base.digest);
  if (known !== undefined) return known;
  const layers = await loadLayers(database, base.diffIds);
  if (base.diffIds.length === 0 || base.diffIds.some((diffId) => !layers.has(diffId))) return undefined;
  const content = toImageContent(
    base.diffIds.flatMap((diffId) => {
      const layer = layers.get(diffId);
      return layer === undefined ? [] : [{ content: layer, fromBase: true }];
    }),
  );
  cache.set(base.digest, content);
  return content;
}
