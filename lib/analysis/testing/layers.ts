import type { FileEntry, FileKind } from "../../oci/file-entry.ts";
import { emptyLayerIndex, type LayerIndex } from "../layer-index.ts";

/** A file entry with what a test does not care about filled in. */
export function entry(path: string, fields: Partial<Omit<FileEntry, "path">> = {}): FileEntry {
  const kind: FileKind = fields.kind ?? "file";
  return {
    path,
    kind,
    sizeBytes: 0,
    mode: kind === "directory" ? 0o755 : 0o644,
    uid: 0,
    gid: 0,
    mtimeMs: 0,
    ...fields,
  };
}

export const folder = (path: string, fields: Partial<FileEntry> = {}) =>
  entry(path, { ...fields, kind: "directory" });
export const whiteout = (path: string) => entry(path, { kind: "whiteout" });
export const opaque = (path: string) => entry(path, { kind: "opaque" });
export const symlink = (path: string, linkTarget: string) =>
  entry(path, { kind: "symlink", linkTarget, mode: 0o777 });

/** A layer's index; texts get an entry where there is none. */
export function layer(
  entries: FileEntry[],
  kept: Partial<Omit<LayerIndex, "entries">> = {},
  base = false,
): { content: LayerIndex; fromBase: boolean } {
  const listed = new Set(entries.map(({ path }) => path));
  const implied = [kept.texts, kept.licences, kept.certificates, kept.elves]
    .flatMap((map) => [...(map?.keys() ?? [])])
    .filter((path) => !listed.has(path))
    .map((path) => entry(path, { sizeBytes: 1, mode: 0o755 }));
  return {
    fromBase: base,
    content: {
      ...emptyLayerIndex(),
      entries: [...entries, ...implied],
      ...kept,
    },
  };
}
