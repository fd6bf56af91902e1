import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import type { LayerFile } from "./layer.ts";

export type ImageConfig = {
  Cmd?: string[];
  Env?: string[];
  User?: string;
  WorkingDir?: string;
  Labels: Record<string, string>;
};

export type ImageDescription = {
  tag: string;
  architecture: string;
  createdAt: Date;
  config: ImageConfig;
  layers: LayerFile[];
};

/** Writes an archive that `docker load` takes and resolves to the image's id. The same input gives the same bytes. */
export async function writeImageArchive(path: string, image: ImageDescription): Promise<string> {
  const created = image.createdAt.toISOString();
  const config = Buffer.from(
    JSON.stringify({
      architecture: image.architecture,
      os: "linux",
      created,
      config: image.config,
      rootfs: { type: "layers", diff_ids: image.layers.map((layer) => layer.diffId) },
      history: image.layers.map((layer) => ({ created, created_by: layer.createdBy })),
    }),
  );
  const id = createHash("sha256").update(config).digest("hex");
  const insideName = (layer: LayerFile) => `${layer.diffId.replace("sha256:", "")}/layer.tar`;
  const manifest = [
    { Config: `${id}.json`, RepoTags: [image.tag], Layers: image.layers.map((layer) => insideName(layer)) },
  ];
  const tar = pack();
  const written = pipeline(tar, createWriteStream(path));
  await addBytes(tar, `${id}.json`, config);
  const added = new Set<string>();
  for (const layer of image.layers) {
    if (added.has(layer.diffId)) continue;
    added.add(layer.diffId);
    await Promise.race([addFile(tar, insideName(layer), layer), written]);
  }
  await addBytes(tar, "manifest.json", Buffer.from(JSON.stringify(manifest)));
  tar.finalize();
  await written;
  return `sha256:${id}`;
}

function addBytes(tar: Pack, name: string, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry({ name, mtime: new Date(0) }, content, (error) => (error ? reject(error) : resolve()));
  });
}

async function addFile(tar: Pack, name: string, layer: LayerFile): Promise<void> {
  const finished = Promise.withResolvers<void>();
  const entry = tar.entry({ name, size: layer.bytes, mtime: new Date(0) }, (error) =>
    error ? finished.reject(error) : finished.resolve(),
  );
  for await (const chunk of createReadStream(layer.path)) {
    if (!entry.write(chunk)) await once(entry, "drain");
  }
  entry.end(null);
  await finished.promise;
}
