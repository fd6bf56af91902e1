import { decodeLayerIndex, encodeLayerIndex, LAYER_INDEX_VERSION } from "../analysis/layer-index-codec.ts";
import { LayerIndexer } from "../analysis/layer-indexer.ts";
import { type Db, type DbTransaction, Prisma } from "../db/client.ts";
import { isExecutable } from "../oci/file-entry.ts";
import type { LayerCollector } from "../oci/layer-reader.ts";
import type { MayStart } from "../oci/may-start.ts";
import type { MeasuredLayer } from "../oci/types.ts";

/** Indexes of layers by diffId, encoded as soon as a layer ends so that only the small form waits. */
export class LayerContents {
  readonly #encoded = new Map<string, Promise<Buffer>>();

  /** For `measureImage`: a new collector for each file that may be a layer. */
  readonly open = (mayStart?: MayStart): LayerCollector =>
    new LayerIndexer((index) => {
      const encoded = encodeLayerIndex(index);
      // Whoever stores it meets the error there.
      encoded.catch(() => {});
      return (diffId) => void this.#encoded.set(diffId, encoded);
    }, mayStart);

  /** Keeps what was read of an image's layers: a layer is only read again for what was not kept of it. */
  async store(tx: DbTransaction, layers: readonly MeasuredLayer[]): Promise<void> {
    const rows = [];
    // an image may have one layer twice; and who stores the same ones must not wait for who waits for them
    for (const diffId of [...new Set(layers.map((layer) => layer.diffId))].toSorted()) {
      const data = await this.#encoded.get(diffId);
      if (data) rows.push(Prisma.sql`(${diffId}, ${LAYER_INDEX_VERSION}, ${data})`);
    }
    if (rows.length === 0) return;
    // Prisma's own upserts take one statement for each, and its bytes several milliseconds for each megabyte.
    await tx.$executeRaw`
      INSERT INTO "LayerContent" ("diffId", "version", "data") VALUES ${Prisma.join(rows)}
      ON CONFLICT ("diffId") DO UPDATE
        SET "version" = EXCLUDED."version", "data" = EXCLUDED."data", "createdAt" = EXCLUDED."createdAt"`;
  }
}

/** True where everything that an image's page shows of its files is kept. */
export async function hasAllContents(db: Db, imageId: string): Promise<boolean> {
  const missing = await db.imageLayer.findFirst({
    where: {
      imageId,
      layer: { OR: [{ content: null }, { content: { version: { not: LAYER_INDEX_VERSION } } }] },
    },
    select: { index: true },
  });
  return missing === null && (await hasProgram(db, imageId));
}

/** False where the image's binary is a program whose layer was last read for another image's. */
async function hasProgram(db: Db, imageId: string): Promise<boolean> {
  const image = await db.image.findUnique({ where: { imageId }, select: { binaryPath: true } });
  const path = image?.binaryPath?.slice(1);
  if (path === undefined) return true;
  const layers = await db.imageLayer.findMany({
    where: { imageId },
    orderBy: { index: "desc" },
    select: { diffId: true },
  });
  for (const { diffId } of layers) {
    const content = await db.layerContent.findUnique({ where: { diffId }, select: { data: true } });
    if (content === null) continue;
    const { entries, executables } = decodeLayerIndex(content.data);
    const isHere = entries.some(
      (entry) => entry.path === path && entry.kind === "file" && isExecutable(entry),
    );
    if (isHere) return executables.has(path);
  }
  return true;
}
