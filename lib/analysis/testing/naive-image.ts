import type { FileEntry } from "../../oci/file-entry.ts";

/** One image, kept in the slowest and plainest way: a list of what is there. */
export type NaiveImage = { visible: { entry: FileEntry; layerIndex: number }[]; hidden: NaiveCopy[] };
export type NaiveCopy = { path: string; sizeBytes: number; layerIndex: number; hiddenBy: number };

/** The reference that the fast model is checked against: the same rules, written as plain loops over lists. */
export function stackNaively(layers: readonly (readonly FileEntry[])[]): NaiveImage {
  let visible: NaiveImage["visible"] = [];
  const hidden: NaiveCopy[] = [];
  layers.forEach((entries, hiddenBy) => {
    const hideWhere = (isGone: (path: string) => boolean) => {
      for (const { entry, layerIndex } of visible) {
        if (!isGone(entry.path) || entry.kind !== "file") continue;
        hidden.push({ path: entry.path, sizeBytes: entry.sizeBytes, layerIndex, hiddenBy });
      }
      visible = visible.filter(({ entry }) => !isGone(entry.path));
    };
    for (const { kind, path } of entries) {
      if (kind === "whiteout") hideWhere((known) => known === path || known.startsWith(`${path}/`));
      if (kind === "opaque") hideWhere((known) => path === "" || known.startsWith(`${path}/`));
    }
    for (const entry of entries) {
      const { kind, path } = entry;
      if (kind === "whiteout" || kind === "opaque") continue;
      hideWhere((known) => known === path || (kind !== "directory" && known.startsWith(`${path}/`)));
      visible.push({ entry, layerIndex: hiddenBy });
    }
  });
  return { visible, hidden };
}
