import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";

export type LayerFiles = Record<string, string | { bytes: Uint8Array; mode: number }>;
export type BuiltArchive = { bytes: Buffer; imageId: string; diffIds: string[] };

const digest = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** A `docker save` archive whose layers hold the given files. */
export async function buildArchive(layers: LayerFiles[]): Promise<BuiltArchive> {
  const tars = await Promise.all(layers.map(toTar));
  const diffIds = tars.map(digest);
  const config = JSON.stringify({
    architecture: "amd64",
    os: "linux",
    config: {},
    rootfs: { type: "layers", diff_ids: diffIds },
    history: diffIds.map((_, index) => ({ created_by: `layer ${index}` })),
  });
  const imageId = digest(Buffer.from(config));
  const hex = imageId.slice("sha256:".length);
  const layerNames = diffIds.map((diffId) => `${diffId.slice("sha256:".length)}/layer.tar`);
  const manifest = [{ Config: `${hex}.json`, RepoTags: ["imagediet.local/test:1"], Layers: layerNames }];
  const files: LayerFiles = { [`${hex}.json`]: config, "manifest.json": JSON.stringify(manifest) };
  tars.forEach((bytes, index) => {
    files[layerNames[index] ?? ""] = { bytes, mode: 0o644 };
  });
  return { bytes: await toTar(files), imageId, diffIds };
}

async function toTar(files: LayerFiles): Promise<Buffer> {
  const tar = pack();
  for (const [name, file] of Object.entries(files)) {
    if (typeof file === "string") tar.entry({ name, mode: 0o644, mtime: new Date(0) }, file);
    else tar.entry({ name, mode: file.mode, mtime: new Date(0) }, Buffer.from(file.bytes));
  }
  tar.finalize();
  return buffer(tar);
}
