import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pack } from "tar-stream";

const FILES_A_FOLDER = 500;

/** A `docker save` archive of one layer with so many small files. */
export function manyFilesArchive(tag: string, files: number): Readable {
  return Readable.from(toParts(tag, files));
}

async function* toParts(tag: string, files: number): AsyncGenerator<Buffer> {
  const layer = await collect((tar) => {
    for (let index = 0; index < files; index += 1) {
      const folder = Math.floor(index / FILES_A_FOLDER);
      tar.entry({ name: `srv/folder-${folder}/file-${index}.txt`, mtime: new Date(0) }, `file ${index}\n`);
    }
  });
  const config = JSON.stringify({
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    config: {},
    rootfs: { type: "layers", diff_ids: [`sha256:${sha256(layer)}`] },
    history: [{ created_by: `${files} files` }],
  });
  const name = `${sha256(Buffer.from(config))}.json`;
  const manifest = [{ Config: name, RepoTags: [tag], Layers: ["layer/layer.tar"] }];
  yield await collect((tar) => {
    tar.entry({ name: "layer/layer.tar" }, layer);
    tar.entry({ name }, config);
    tar.entry({ name: "manifest.json" }, JSON.stringify(manifest));
  });
}

async function collect(fill: (tar: ReturnType<typeof pack>) => void): Promise<Buffer> {
  const tar = pack();
  fill(tar);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
