import type { FileEntry, FileKind } from "../oci/file-entry.ts";
import { type FileChange, type FileTreeNode, walkTree } from "./file-tree.ts";

/** What makes a file worth a second look. */
export type FileFlag = "setuid" | "setgid" | "sticky" | "world-writable" | "capabilities" | "device";

/** A line of the file tree: plain data for tables and the API. */
export type FileRow = {
  path: string;
  name: string;
  kind: FileKind;
  sizeBytes: number;
  fileCount: number;
  removedBytes: number;
  change: FileChange;
  layerIndex: number;
  hasChildren: boolean;
  /** Absent on folders that no layer has an entry for. */
  mode?: number;
  uid?: number;
  gid?: number;
  linkTarget?: string;
  flags: FileFlag[];
};

export type FileFilter = {
  /** Part of the path, upper and lower case alike. */
  text?: string;
  changes?: readonly FileChange[];
  flags?: readonly FileFlag[];
};

const SETUID = 0o4000;
const SETGID = 0o2000;
const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;

/** What is special about an entry; a symlink's own mode means nothing, a sticky folder may be world-writable. */
export function toFileFlags(entry: FileEntry): FileFlag[] {
  const { kind, mode, xattrs } = entry;
  if (kind === "symlink") return [];
  const flags: FileFlag[] = [];
  const isFolder = kind === "directory";
  if ((mode & SETUID) !== 0 && !isFolder) flags.push("setuid");
  if ((mode & SETGID) !== 0) flags.push("setgid");
  if ((mode & STICKY) !== 0) flags.push("sticky");
  if ((mode & OTHERS_WRITE) !== 0 && !(isFolder && (mode & STICKY) !== 0)) flags.push("world-writable");
  if (xattrs !== undefined && Object.hasOwn(xattrs, "security.capability")) flags.push("capabilities");
  if (kind === "char" || kind === "block") flags.push("device");
  return flags;
}

/** The line for a node. */
export function toFileRow(node: FileTreeNode): FileRow {
  const { path, name, entry, sizeBytes, fileCount, removedBytes, change, layerIndex, children } = node;
  return {
    path,
    name,
    kind: entry?.kind ?? "directory",
    sizeBytes,
    fileCount,
    removedBytes,
    change,
    layerIndex,
    hasChildren: (children?.size ?? 0) > 0,
    ...(entry !== undefined && { mode: entry.mode, uid: entry.uid, gid: entry.gid }),
    ...(entry?.linkTarget !== undefined && { linkTarget: entry.linkTarget }),
    flags: entry === undefined ? [] : toFileFlags(entry),
  };
}

/** What is directly in a folder: most bytes first, then by name. */
export function listFolder(node: FileTreeNode): FileRow[] {
  return [...(node.children?.values() ?? [])].map(toFileRow).sort(bySize);
}

/** All files and links below a node that match, most bytes first; `total` counts those beyond the limit too. */
export function findFiles(
  root: FileTreeNode,
  filter: FileFilter,
  limit: number,
): { rows: FileRow[]; total: number } {
  const text = filter.text?.toLowerCase();
  const rows: FileRow[] = [];
  for (const node of walkTree(root)) {
    if (node.path === "" || !matches(node, filter, text)) continue;
    rows.push(toFileRow(node));
  }
  rows.sort(bySize);
  return { rows: rows.slice(0, limit), total: rows.length };
}

function matches(node: FileTreeNode, filter: FileFilter, text: string | undefined): boolean {
  const isFolder = node.entry === undefined || node.entry.kind === "directory";
  if (isFolder && filter.flags === undefined) return false;
  if (text !== undefined && !node.path.toLowerCase().includes(text)) return false;
  if (filter.changes !== undefined && !filter.changes.includes(node.change)) return false;
  if (filter.flags === undefined) return true;
  const flags = node.entry === undefined ? [] : toFileFlags(node.entry);
  return flags.some((flag) => filter.flags?.includes(flag));
}

function bySize(a: FileRow, b: FileRow): number {
  return b.sizeBytes - a.sizeBytes || (a.name < b.name ? -1 : Number(a.name > b.name));
}
