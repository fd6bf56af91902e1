import type { LayerFile } from "./layer-reader.ts";

const MAX_HARD_LINKS = 8;

/** Of the layers whose hard links were followed: a search through all files for each link takes minutes in a large one. */
const lastByPath = new WeakMap<readonly LayerFile[], ReadonlyMap<string, LayerFile>>();

/** The file that a hard link names, which is in the same layer; undefined where it is not. Any other file is itself. */
export function findFirstName<File extends LayerFile>(
  entries: readonly File[],
  file: File,
): LayerFile | undefined {
  let found: LayerFile | undefined = file;
  for (let step = 0; found?.kind === "hardlink" && step < MAX_HARD_LINKS; step += 1) {
    found = toLastByPath(entries).get(found.linkTarget ?? "");
  }
  return found;
}

function toLastByPath(entries: readonly LayerFile[]): ReadonlyMap<string, LayerFile> {
  const known = lastByPath.get(entries);
  if (known !== undefined) return known;
  const made = new Map(entries.map((entry) => [entry.path, entry]));
  lastByPath.set(entries, made);
  return made;
}
