import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Header, type Pack, pack } from "tar-stream";

/** One filesystem change as an uncompressed tar on disk. */
export type LayerFile = { path: string; diffId: string; bytes: number; createdBy: string };

export type LayerEntry = Pick<Header, "name"> & Partial<Header>;

/** Writes a layer's tar entry by entry; a path that comes again is left out, since engines refuse it. */
export type LayerWriter = {
  /** Adds an entry; regular files give their content. Owner root and mode 644 or 755 unless told otherwise. */
  add(entry: LayerEntry, content?: Buffer): Promise<void>;
  finish(): Promise<LayerFile>;
};

/** Starts a layer at `path`. `createdBy` is what the image's history says about it. */
export function openLayer(path: string, createdBy: string): LayerWriter {
  const tar = pack();
  const hash = createHash("sha256");
  const hashing = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const written = pipeline(tar, hashing, createWriteStream(path));
  written.catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))));
  const seen = new Set<string>();
  return {
    add: async (entry, content) => {
      const name = entry.name.replace(/^(\.?\/)+/, "").replace(/^\.$/, "");
      const key = name.replace(/\/$/, "");
      if (key === "" || seen.has(key)) return;
      seen.add(key);
      await Promise.race([addEntry(tar, { ...entry, name }, content), written]);
    },
    finish: async () => {
      tar.finalize();
      await written;
      return { path, diffId: `sha256:${hash.digest("hex")}`, bytes: (await stat(path)).size, createdBy };
    },
  };
}

/** A tar that is there already as a layer. */
export async function readLayerFile(path: string, createdBy: string): Promise<LayerFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { path, diffId: `sha256:${hash.digest("hex")}`, bytes, createdBy };
}

function addEntry(tar: Pack, entry: LayerEntry, content: Buffer | undefined): Promise<void> {
  const header = {
    mode: entry.type === "directory" ? 0o755 : 0o644,
    uid: 0,
    gid: 0,
    ...entry,
    uname: "",
    gname: "",
  };
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    if (content === undefined) tar.entry({ ...header, size: 0 }, done);
    else tar.entry({ ...header, size: content.length }, content, done);
  });
}
