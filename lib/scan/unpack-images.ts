import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { badArchive } from "../oci/bad-archive.ts";
import type { ByteSource } from "../oci/byte-source.ts";
import { type ImagePaths, listImagePaths, readConfig } from "../oci/manifest.ts";
import { type UnpackedFiles, unpackFiles } from "./unpack-files.ts";

const OCI = "application/vnd.oci.image";

/**
 * Writes the images of an engine's archive into the empty `folder` as an OCI layout, which Trivy reads faster than an
 * archive and in which a layer that images share lies once. Resolves to the images' manifests' digests by imageId.
 * Throws bad-archive, the stream's own error, and what writing throws.
 */
export async function unpackImages(archive: ByteSource, folder: string): Promise<Map<string, string>> {
  const files = await unpackFiles(archive, folder);
  const layout = new LayoutWriter(folder, files);
  await layout.begin();
  const parts = {
    findBlob: (path: string) => {
      const bytes = files.findJson(path);
      return bytes && { type: "json" as const, bytes };
    },
  };
  const manifests = new Map<string, string>();
  for (const paths of listImagePaths(parts)) {
    const { imageId, bytes, config } = readConfig(parts, paths);
    manifests.set(imageId, await layout.addImage(paths, bytes, config.rootfs.diff_ids));
  }
  await layout.end();
  return manifests;
}

type Descriptor = { mediaType: string; digest: string; size: number };

class LayoutWriter {
  readonly #folder: string;
  readonly #files: UnpackedFiles;
  readonly #manifests: Descriptor[] = [];
  readonly #moved = new Map<string, Descriptor>();

  constructor(folder: string, files: UnpackedFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  async begin(): Promise<void> {
    await mkdir(join(this.#folder, "blobs", "sha256"), { recursive: true });
  }

  async addImage(paths: ImagePaths, config: Buffer, diffIds: readonly string[]): Promise<string> {
    const layers: Descriptor[] = [];
    for (const [index, path] of paths.layers.entries())
      layers.push(await this.#addLayer(path, diffIds[index] ?? ""));
    const manifest = {
      schemaVersion: 2,
      mediaType: `${OCI}.manifest.v1+json`,
      config: await this.#addBytes(config, `${OCI}.config.v1+json`),
      layers,
    };
    const added = await this.#addBytes(Buffer.from(JSON.stringify(manifest)), manifest.mediaType);
    this.#manifests.push(added);
    return added.digest;
  }

  async end(): Promise<void> {
    const index = { schemaVersion: 2, manifests: this.#manifests };
    await writeFile(join(this.#folder, "index.json"), JSON.stringify(index));
    await writeFile(join(this.#folder, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  }

  async #addLayer(path: string, diffId: string): Promise<Descriptor> {
    const found = this.#files.findFile(path);
    if (!found) throw badArchive(`the layer ${path} is missing`);
    const before = this.#moved.get(found.file);
    if (before) return before;
    // A file of an OCI layout has its digest for a name; the layers of `docker save` are plain, as diffIds are taken.
    const hex = /^(?:blobs\/sha256\/|sha256:)([0-9a-f]{64})$/.exec(
      path.startsWith("blobs/") ? path : diffId,
    )?.[1];
    if (hex === undefined) throw badArchive(`the layer ${path} has no digest`);
    await rename(found.file, this.#toBlob(hex));
    const layer = { mediaType: `${OCI}.layer.v1.tar`, digest: `sha256:${hex}`, size: found.sizeBytes };
    this.#moved.set(found.file, layer);
    return layer;
  }

  async #addBytes(bytes: Buffer, mediaType: string): Promise<Descriptor> {
    const hex = createHash("sha256").update(bytes).digest("hex");
    await writeFile(this.#toBlob(hex), bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  }

  #toBlob(hex: string): string {
    return join(this.#folder, "blobs", "sha256", hex);
  }
}
