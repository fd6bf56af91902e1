import type { Db } from "../db/client.ts";
import type { MeasuredLayer } from "../oci/types.ts";
import type { EngineLink } from "./engine-link.ts";
import { IdleWork } from "./idle-work.ts";
import { measureHeld } from "./measure-held.ts";
import type { WorkerContext } from "./worker-context.ts";

type UnmeasuredImage = { imageId: string; manifestDigest: string | null };

/**
 * Finds out what layers weigh as gzip, once each, after the images' other figures are stored: zlib's own threads do the
 * work. Doing it twice does no harm, so it needs no lease; what a worker leaves undone the next does.
 */
export function openCompressedSizes(
  context: WorkerContext,
  link: EngineLink,
  stop: AbortSignal,
): IdleWork<UnmeasuredImage> {
  const { db } = context;
  return new IdleWork(context, link, stop, {
    find: async ({ id }, settled) => (await findUnmeasured(db, id, settled)) ?? undefined,
    work: async ({ imageId, manifestDigest }, { engine }) => {
      const options = { baseDiffIds: [], signal: stop, compress: true };
      const { layers } = await measureHeld(context, engine, manifestDigest ?? imageId, options);
      await storeCompressed(db, layers);
    },
    keyOf: ({ imageId }) => imageId,
    toFields: ({ imageId }) => ({ imageId }),
    says: { done: "compressed sizes measured", failed: "could not measure compressed sizes" },
  });
}

function findUnmeasured(db: Db, engineId: string, settled: Set<string>): Promise<UnmeasuredImage | null> {
  return db.image.findFirst({
    where: { engineId, removedAt: null, compressedBytes: null, imageId: { notIn: [...settled] } },
    orderBy: { builtAt: "asc" },
    select: { imageId: true, manifestDigest: true },
  });
}

/** Keeps what layers weigh, and what that makes of every image whose layers are all known. */
export async function storeCompressed(db: Db, layers: readonly MeasuredLayer[]): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const { diffId, digest, compressedBytes } of layers) {
      if (digest === undefined || compressedBytes === undefined) continue;
      await tx.layer.updateMany({
        where: { diffId, compressedBytes: null },
        data: { digest, compressedBytes },
      });
    }
    await tx.$executeRaw`
      UPDATE "Image" i SET "compressedBytes" = s."total"
        FROM (SELECT il."imageId", sum(l."compressedBytes") AS "total"
                FROM "ImageLayer" il JOIN "Layer" l ON l."diffId" = il."diffId"
               GROUP BY il."imageId" HAVING bool_and(l."compressedBytes" IS NOT NULL)) s
       WHERE s."imageId" = i."imageId" AND i."compressedBytes" IS NULL`;
  });
}
