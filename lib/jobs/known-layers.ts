import { decodeLayerIndex, LAYER_INDEX_VERSION } from "../analysis/layer-index-codec.ts";
import type { Db } from "../db/client.ts";
import type { Engine } from "../engine/types.ts";
import { isCertificatePath } from "../oci/certificate-paths.ts";
import type { KnownImage } from "../oci/known-layers.ts";
import type { LayerFacts } from "../oci/layer-reader.ts";

/** What earlier measuring found out of an image's layers; undefined where the engine cannot tell which it has. */
export async function loadKnownImage(
  db: Db,
  engine: Pick<Engine, "findImage">,
  name: string,
): Promise<KnownImage | undefined> {
  const image = await engine.findImage(name);
  if (image === undefined || image.diffIds.length === 0) return undefined;
  const { imageId, diffIds, program } = image;
  return { imageId, diffIds, program, facts: await loadFacts(db, diffIds) };
}

async function loadFacts(db: Db, diffIds: readonly string[]): Promise<Map<string, LayerFacts>> {
  const rows = await db.layer.findMany({
    where: { diffId: { in: [...diffIds] }, content: { version: LAYER_INDEX_VERSION } },
    include: { content: { select: { data: true } } },
  });
  return new Map(
    rows.flatMap(({ content, diffId, digest, fileCount, ...sizes }) => {
      if (content === null) return [];
      const { entries, executables } = decodeLayerIndex(content.data);
      const facts: LayerFacts = {
        diffId,
        digest: digest ?? undefined,
        fileCount,
        tarBytes: Number(sizes.tarBytes),
        compressedBytes: sizes.compressedBytes === null ? undefined : Number(sizes.compressedBytes),
        sizeBytes: Number(sizes.sizeBytes),
        certificatesBytes: entries
          .filter(({ kind, path }) => kind === "file" && isCertificatePath(path))
          .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        entries,
        executables,
      };
      return [[diffId, facts]];
    }),
  );
}
