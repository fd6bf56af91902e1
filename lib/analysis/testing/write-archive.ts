import { createHash } from "node:crypto";
import { type Pack, pack } from "tar-stream";
import type { FileEntry } from "../../oci/file-entry.ts";

const TYPES = {
  file: "file",
  directory: "directory",
  symlink: "symlink",
  hardlink: "link",
  char: "character-device",
  block: "block-device",
  fifo: "fifo",
  whiteout: "file",
  opaque: "file",
} as const;

/** The layers as a `docker save` archive; files hold zeros. */
export async function writeArchive(layers: readonly (readonly FileEntry[])[]): Promise<Buffer> {
  const tars = await Promise.all(layers.map(writeLayer));
  const config = JSON.stringify({
    architecture: "amd64",
    os: "linux",
    config: {},
    rootfs: { type: "layers", diff_ids: tars.map((tar) => `sha256:${sha256(tar)}`) },
    history: tars.map((_, index) => ({ created_by: `layer ${index}` })),
  });
  const configName = `${sha256(Buffer.from(config))}.json`;
  const archive = pack();
  tars.forEach((tar, index) => {
    archive.entry({ name: `${index}/layer.tar` }, tar);
  });
  archive.entry({ name: configName }, config);
  const manifest = [
    { Config: configName, RepoTags: ["test:1"], Layers: tars.map((_, index) => `${index}/layer.tar`) },
  ];
  archive.entry({ name: "manifest.json" }, JSON.stringify(manifest));
  archive.finalize();
  return collect(archive);
}

async function writeLayer(entries: readonly FileEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const entry of entries) {
    const type = TYPES[entry.kind];
    const linkname = entry.linkTarget;
    const header = {
      name: toTarName(entry),
      type,
      mode: entry.mode,
      uid: entry.uid,
      gid: entry.gid,
      mtime: new Date(0),
    };
    const content = Buffer.alloc(type === "file" ? entry.sizeBytes : 0);
    tar.entry({ ...header, ...(linkname !== undefined && { linkname }) }, content);
  }
  tar.finalize();
  return collect(tar);
}

function toTarName({ kind, path }: FileEntry): string {
  const slash = path.lastIndexOf("/") + 1;
  if (kind === "whiteout") return `${path.slice(0, slash)}.wh.${path.slice(slash)}`;
  if (kind === "opaque") return path === "" ? ".wh..wh..opq" : `${path}/.wh..wh..opq`;
  return path;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function collect(tar: Pack): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of tar) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
