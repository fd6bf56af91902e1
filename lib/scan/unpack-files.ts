import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ArchiveLimits } from "../oci/archive-limits.ts";
import { followLinks, toLinkTarget } from "../oci/archive-links.ts";
import { isJson } from "../oci/blob-reader.ts";
import { type ByteSource, takeEach } from "../oci/byte-source.ts";
import { TarReader } from "../oci/tar-reader.ts";
import { normalisePath } from "../oci/to-file-entry.ts";

/** What is longer goes straight to the disk, and can only be a layer. */
const MAX_HELD_BYTES = 1024 * 1024;

export type UnpackedFile = { file: string; sizeBytes: number };

/** The files of an archive by their path in it: JSON in memory, all others on disk. */
export type UnpackedFiles = {
  findJson(path: string): Buffer | undefined;
  findFile(path: string): UnpackedFile | undefined;
};

/**
 * Writes an archive's files into `folder`, under names of ours: what they are called in the archive is never a path
 * here. Throws bad-archive, the stream's own error, and what writing throws.
 */
export async function unpackFiles(archive: ByteSource, folder: string): Promise<UnpackedFiles> {
  const links = new Map<string, string>();
  const jsons = new Map<string, Buffer>();
  const files = new Map<string, UnpackedFile>();
  const limits = new ArchiveLimits();
  let entry: { path: string; target: number | Buffer[] } | undefined;

  const tar = new TarReader({
    entry(tarEntry) {
      limits.addEntry(tarEntry);
      const { name, linkName, kind, sizeBytes } = tarEntry;
      const path = normalisePath(name);
      const target = toLinkTarget(path, { kind, linkName });
      if (target !== undefined) links.set(path, target);
      if (kind !== "file") return;
      const file = join(folder, String(files.size));
      files.set(path, { file, sizeBytes });
      // what is stored of a sparse file may be longer than it says
      const isHeld = sizeBytes <= MAX_HELD_BYTES && !tarEntry.sparse;
      entry = { path, target: isHeld ? [] : openSync(file, "wx") };
    },
    data(chunk) {
      if (typeof entry?.target === "number") writeAll(entry.target, chunk);
      else entry?.target.push(Buffer.from(chunk));
    },
    entryEnd() {
      if (!entry) return;
      const { path, target } = entry;
      entry = undefined;
      if (typeof target === "number") return closeSync(target);
      const bytes = Buffer.concat(target);
      if (isJson(bytes)) {
        limits.addJson(bytes.length, bytes.length);
        jsons.set(path, bytes);
      } else writeFileSync(files.get(path)?.file ?? "", bytes, { flag: "wx" });
    },
  });

  try {
    await takeEach(archive, (chunk) => {
      tar.write(chunk);
      return true;
    });
    tar.finish();
  } finally {
    if (typeof entry?.target === "number") closeSync(entry.target);
    archive.destroy();
  }
  const resolve = (path: string) => followLinks(links, normalisePath(path));
  return {
    findJson: (path) => jsons.get(resolve(path)),
    findFile: (path) => files.get(resolve(path)),
  };
}

/** At once: a write into the system's cache takes less time than handing it to another thread, five times less here. */
function writeAll(file: number, chunk: Buffer): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
}
