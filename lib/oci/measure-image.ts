import { type ArchiveOptions, readArchive } from "./archive-reader.ts";
import type { ByteSource } from "./byte-source.ts";
import { isCertificatePath } from "./certificate-paths.ts";
import { measureEfficiency } from "./efficiency.ts";
import { findBinary } from "./find-binary.ts";
import { stackLayers, visibleBytes } from "./image-tree.ts";
import { type ArchivedImage, findImage, findKnownImage } from "./manifest.ts";
import type { ImageConfig, MeasuredImage, MeasuredLayer } from "./types.ts";

export type MeasureOptions = ArchiveOptions & {
  /** The base's layers; all of them must lie at the bottom, or none counts as the base's. */
  baseDiffIds: readonly string[];
};

/**
 * Measures an image in one streaming pass over its archive: `docker save` of any engine since 20.10, or a tar of an OCI
 * layout, layers plain, gzip or zstd. Sizes in bytes as DESIGN.md defines them. Throws bad-archive (truncated, forged,
 * or unpacking without end), cancelled, the source's own error, and NotEnoughKnown where `known` was given.
 */
export async function measureImage(source: ByteSource, options: MeasureOptions): Promise<MeasuredImage> {
  const archive = await readArchive(source, options);
  const { known } = options;
  const image =
    known && archive.ended ? findKnownImage(archive.ended, known) : findImage(archive, known?.facts);
  const baseLayers = countBaseLayers(image.config.rootfs.diff_ids, options.baseDiffIds);
  const createdBy = listCommands(image.config);
  const layers = image.layers.map(
    (facts, index): MeasuredLayer => ({
      index,
      diffId: facts.diffId,
      digest: facts.digest,
      sizeBytes: facts.sizeBytes,
      tarBytes: facts.tarBytes,
      compressedBytes: facts.compressedBytes,
      fileCount: facts.fileCount,
      createdBy: createdBy[index] ?? "",
      fromBase: index < baseLayers,
    }),
  );
  const files = image.layers.map((facts) => facts.entries);
  const { found, seenBytes } = lookInside(image, known !== undefined);
  const sizeBytes = sum(layers.map((layer) => layer.sizeBytes));

  const binaryBytes = found?.sizeBytes ?? 0;
  const binaryIsCertificate = found !== undefined && isCertificatePath(found.path.slice(1));
  const certificates = image.layers.map((facts, index) =>
    index === found?.layerIndex && binaryIsCertificate
      ? facts.certificatesBytes - binaryBytes
      : facts.certificatesBytes,
  );
  const certificatesBytes = sum(certificates);
  const baseBytes = sum(
    layers.slice(0, baseLayers).map((layer, index) => {
      const binaryHere = index === found?.layerIndex ? binaryBytes : 0;
      return layer.sizeBytes - (certificates[index] ?? 0) - binaryHere;
    }),
  );
  const { layerIndex: _, ...binary } = found ?? { layerIndex: 0 };
  return {
    imageId: image.imageId,
    manifestDigests: image.manifestDigests,
    config: image.config,
    configText: image.configText,
    layers,
    sizeBytes,
    compressedBytes: layers.reduce<number | undefined>(
      (total, { compressedBytes }) =>
        total === undefined || compressedBytes === undefined ? undefined : total + compressedBytes,
      0,
    ),
    fileCount: sum(layers.map((layer) => layer.fileCount)),
    breakdown: {
      baseBytes,
      binaryBytes,
      certificatesBytes,
      otherBytes: sizeBytes - baseBytes - binaryBytes - certificatesBytes,
    },
    binary: "path" in binary ? binary : undefined,
    ...measureEfficiency(files),
    reclaimableBytes: sizeBytes - seenBytes,
  };
}

/** Apart, so that the tree is gone before the next one is made. */
function lookInside({ config, layers }: ArchivedImage, isPart: boolean) {
  const tree = stackLayers(layers.map((facts) => facts.entries));
  return { found: findBinary(config, tree, layers, { isPart }), seenBytes: visibleBytes(tree) };
}

function countBaseLayers(diffIds: readonly string[], baseDiffIds: readonly string[]): number {
  return baseDiffIds.every((diffId, index) => diffIds[index] === diffId) ? baseDiffIds.length : 0;
}

/** The command of each layer: the steps of the history that made one. */
function listCommands(config: ImageConfig): string[] {
  return config.history.filter((step) => !step.empty_layer).map((step) => step.created_by ?? "");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
