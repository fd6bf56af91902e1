import type { FileEntry } from "../oci/file-entry.ts";
import { type ImageNode, stackLayers } from "../oci/image-tree.ts";
import type { ImageContent } from "./image-content.ts";

/** How a path differs from what lies below; a folder is changed where anything in it is. */
export type FileChange = "added" | "changed" | "removed" | "unchanged";

/**
 * What is shown. `image`: what a container sees, compared with the base. `layer`: the same after one layer, compared
 * with the layers below it.
 */
export type FileView = { type: "image" } | { type: "layer"; index: number };

export type FileTreeNode = {
  name: string;
  /** From the image's root; "" for the root itself. */
  path: string;
  /** Absent on a folder that no layer has an entry for. */
  entry?: FileEntry;
  /** The layer that the entry comes from. */
  layerIndex: number;
  change: FileChange;
  /** A file's size; for a folder those of the files in it that are there, added up. */
  sizeBytes: number;
  /** Of these, what was added or written again. */
  changedBytes: number;
  /** Files that are there, this one included. */
  fileCount: number;
  /** Sizes of what was removed, here and in it. */
  removedBytes: number;
  children?: Map<string, FileTreeNode>;
};

/** The tree of a view. Throws nothing; a layer that is not there gives an empty tree. */
export function toFileTree(image: ImageContent, view: FileView): FileTreeNode {
  const entries = image.layers.map(({ content }) => content.entries);
  if (view.type === "layer") {
    const before = stackLayers(entries.slice(0, view.index));
    return compare(before, stackLayers(entries.slice(0, view.index + 1)), "", "");
  }
  const base = image.layers.filter(({ fromBase }) => fromBase).map(({ content }) => content.entries);
  return compare(stackLayers(base), image.root, "", "");
}

type Side = ImageNode<FileEntry> | undefined;

function compare(before: Side, after: Side, name: string, path: string): FileTreeNode {
  const shown = after ?? before;
  const change = toOwnChange(before, after);
  const sizeBytes = after?.file?.sizeBytes ?? 0;
  const node: FileTreeNode = {
    name,
    path,
    layerIndex: shown?.layerIndex ?? 0,
    change,
    sizeBytes,
    changedBytes: change === "added" || change === "changed" ? sizeBytes : 0,
    fileCount: after?.file?.kind === "file" ? 1 : 0,
    removedBytes: after === undefined ? (before?.file?.sizeBytes ?? 0) : 0,
  };
  if (shown?.file !== undefined) node.entry = shown.file;
  const add = (childName: string, childBefore: Side, childAfter: Side) => {
    const childPath = path === "" ? childName : `${path}/${childName}`;
    const child = compare(childBefore, childAfter, childName, childPath);
    node.children ??= new Map();
    node.children.set(childName, child);
    node.sizeBytes += child.sizeBytes;
    node.changedBytes += child.changedBytes;
    node.fileCount += child.fileCount;
    node.removedBytes += child.removedBytes;
    if (node.change === "unchanged" && child.change !== "unchanged") node.change = "changed";
  };
  for (const [childName, child] of after?.children ?? [])
    add(childName, before?.children?.get(childName), child);
  // what was in a folder is not shown below the file that took its place
  const isFolderStill = after === undefined || after.children !== undefined;
  for (const [childName, child] of (isFolderStill && before?.children) || []) {
    if (after?.children?.has(childName) !== true) add(childName, child, undefined);
  }
  return node;
}

function toOwnChange(before: Side, after: Side): FileChange {
  if (after === undefined) return before === undefined ? "unchanged" : "removed";
  if (before === undefined) return "added";
  // every layer lists the folders on the way to its files; the same again is no change
  if (before.file === after.file || isSameFolder(before.file, after.file)) return "unchanged";
  return "changed";
}

function isSameFolder(before: FileEntry | undefined, after: FileEntry | undefined): boolean {
  if ((after === undefined || after.kind === "directory") && before === undefined) return true;
  if (before?.kind !== "directory") return false;
  if (after === undefined) return true;
  return (
    after.kind === "directory" &&
    before.mode === after.mode &&
    before.uid === after.uid &&
    before.gid === after.gid
  );
}

/** The node at a path of the tree; undefined where there is none. */
export function findTreeNode(root: FileTreeNode, path: string): FileTreeNode | undefined {
  let node: FileTreeNode | undefined = root;
  if (path !== "") for (const name of path.split("/")) node = node?.children?.get(name);
  return node;
}

/** Every node below and with this one, folders before what is in them. */
export function* walkTree(root: FileTreeNode): Generator<FileTreeNode> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (const child of node.children?.values() ?? []) open.push(child);
  }
}
