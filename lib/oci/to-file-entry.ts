import type { FileEntry, FileKind } from "./file-entry.ts";
import type { TarEntry } from "./tar-reader.ts";

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
/** Other markers of AUFS (`.wh..wh.plnk` …) are no whiteouts. */
const AUFS = ".wh..wh.";
const NO_NAMES = new Set(["", ".", ".."]);

/** A path without `.`, `..`, empty parts and slashes at its ends; `..` goes no higher than the root, which is "". */
export function normalisePath(path: string): string {
  if (isNormal(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function isNormal(path: string): boolean {
  return !/^\/|\/$|\/\/|(^|\/)\.\.?(\/|$)/.test(path);
}

/** The parent of a normalised path, "" for those at the top; and the last part. */
export function splitPath(path: string): { parent: string; base: string } {
  const slash = path.lastIndexOf("/");
  return slash < 0
    ? { parent: "", base: path }
    : { parent: path.slice(0, slash), base: path.slice(slash + 1) };
}

/** What a tar's entry means in a layer: whiteouts recognised, paths normalised. */
export function toFileEntry(entry: TarEntry): FileEntry {
  const path = normalisePath(entry.name);
  if (path.includes(WHITEOUT)) {
    const { parent, base } = splitPath(path);
    if (base === OPAQUE) return newEntry(entry, parent, "opaque", 0);
    if (base.startsWith(WHITEOUT) && !base.startsWith(AUFS) && !NO_NAMES.has(base.slice(WHITEOUT.length))) {
      const name = base.slice(WHITEOUT.length);
      return newEntry(entry, parent === "" ? name : `${parent}/${name}`, "whiteout", 0);
    }
  }
  const found = newEntry(entry, path, entry.kind, entry.sizeBytes);
  if (entry.kind === "symlink") found.linkTarget = entry.linkName;
  if (entry.kind === "hardlink") found.linkTarget = normalisePath(entry.linkName);
  if (entry.xattrs) found.xattrs = entry.xattrs;
  return found;
}

/** Written out, not spread: there are hundreds of thousands, and these take half the memory. */
function newEntry(entry: TarEntry, path: string, kind: FileKind, sizeBytes: number): FileEntry {
  const { mode, uid, gid, mtimeMs } = entry;
  return { path, kind, sizeBytes, mode, uid, gid, mtimeMs };
}
