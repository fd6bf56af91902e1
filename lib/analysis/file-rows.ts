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
  changedBytes: number;
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
  const { path, name, entry, sizeBytes, changedBytes, fileCount, removedBytes, change, layerIndex } = node;
  return {
    path,
    name,
    kind: entry?.kind ?? "directory",
    sizeBytes,
    changedBytes,
    fileCount,
    removedBytes,
    change,
    layerIndex,
    hasChildren: (node.children?.size ?? 0) > 0,
    ...(entry !== undefined && { mode: entry.mode, uid: entry.uid, gid: entry.gid }),
    ...(entry?.linkTarget !== undefined && { linkTarget: entry.linkTarget }),
    flags: entry === undefined ? [] : toFileFlags(entry),
  };
}

export type FolderOptions = {
  /** Leave out what the view says nothing new of, and sort by what is new or gone. */
  onlyChanges?: boolean;
  /** Show a folder that holds nothing but one folder as one line: `lib/x86_64-linux-gnu`. */
  joined?: boolean;
};

/** What is directly in a folder: most bytes first, then by name. */
export function listFolder(node: FileTreeNode, options: FolderOptions = {}): FileRow[] {
  const { onlyChanges = false, joined = false } = options;
  const children = [...(node.children?.values() ?? [])];
  const shown = onlyChanges ? children.filter(({ change }) => change !== "unchanged") : children;
  const rows = shown.map((child) => (joined ? toJoinedRow(child, onlyChanges) : toFileRow(child)));
  return rows.sort(onlyChanges ? byChange : bySize);
}

function toJoinedRow(child: FileTreeNode, onlyChanges: boolean): FileRow {
  const names = [child.name];
  let node = child;
  for (let next = findOnlyFolder(node, onlyChanges); next !== undefined; ) {
    names.push(next.name);
    node = next;
    next = findOnlyFolder(node, onlyChanges);
  }
  return { ...toFileRow(node), name: names.join("/") };
}

function findOnlyFolder(node: FileTreeNode, onlyChanges: boolean): FileTreeNode | undefined {
  let only: FileTreeNode | undefined;
  for (const child of node.children?.values() ?? []) {
    if (onlyChanges && child.change === "unchanged") continue;
    if (only !== undefined) return undefined;
    only = child;
  }
  return (only?.children?.size ?? 0) > 0 ? only : undefined;
}

/** All files and links below a node that match, most bytes first; `total` counts those outside the page too. */
export function findFiles(
  root: FileTreeNode,
  filter: FileFilter,
  page: { offset?: number; limit: number },
): { rows: FileRow[]; total: number } {
  const text = filter.text?.toLowerCase();
  const found: FileTreeNode[] = [];
  for (const node of walkTree(root)) {
    if (node.path !== root.path && matches(node, filter, text)) found.push(node);
  }
  found.sort(bySize);
  const { offset = 0, limit } = page;
  return { rows: found.slice(offset, offset + limit).map(toFileRow), total: found.length };
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

type Sized = Pick<FileRow, "path" | "sizeBytes" | "changedBytes" | "removedBytes">;

function bySize(a: Sized, b: Sized): number {
  return b.sizeBytes - a.sizeBytes || byPath(a, b);
}

function byChange(a: Sized, b: Sized): number {
  return b.changedBytes + b.removedBytes - (a.changedBytes + a.removedBytes) || byPath(a, b);
}

function byPath(a: Sized, b: Sized): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
