import type { TarEntry } from "./tar-reader.ts";
import { normalisePath, splitPath } from "./to-file-entry.ts";

/**
 * Where an archive's link leads; undefined for what is no link. `docker save` of old engines writes equal layers once and
 * links to them.
 */
export function toLinkTarget(path: string, entry: Pick<TarEntry, "kind" | "linkName">): string | undefined {
  if (entry.kind === "hardlink") return normalisePath(entry.linkName);
  if (entry.kind === "symlink") return normalisePath(`${splitPath(path).parent}/${entry.linkName}`);
  return undefined;
}

/** The path at the end of the links that begin at `path`. */
export function followLinks(links: ReadonlyMap<string, string>, path: string): string {
  let at = path;
  for (let step = 0; step < 16; step += 1) {
    const next = links.get(at);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}
