import type { FileEntry } from "../oci/file-entry.ts";
import { splitPath } from "../oci/to-file-entry.ts";
import { type ImageContent, oncePerImage } from "./image-content.ts";

/** Why a copy of a file is in the image and no container sees it. */
export type HiddenReason =
  /** Written again by a later layer. */
  | "replaced"
  /** Removed by a later layer, itself or with a folder around it. */
  | "removed"
  /** Twice in one layer's tar. */
  | "duplicate";

/** Bytes that are pulled and never seen. */
export type HiddenCopy = {
  path: string;
  sizeBytes: number;
  /** The layer that holds the bytes. */
  layerIndex: number;
  reason: HiddenReason;
  /** The layer that hides them. */
  hiddenBy: number;
};

type Node = {
  sizeBytes: number;
  layerIndex: number;
  isFile: boolean;
  children: Map<string, Node> | undefined;
};
type Hide = (path: string, node: Node, reason: HiddenReason, hiddenBy: number) => void;

/**
 * Every copy of a file that a later layer hides, in the order of hiding. The sizes add up to the sizes of all layers
 * minus what a container sees. Within a layer, removals act first and only on the layers below, as engines do.
 */
export function findHiddenCopies(layers: readonly (readonly FileEntry[])[]): HiddenCopy[] {
  const hidden: HiddenCopy[] = [];
  const hide: Hide = (path, node, reason, hiddenBy) => {
    if (!node.isFile) return;
    const { sizeBytes, layerIndex } = node;
    const why = layerIndex === hiddenBy ? "duplicate" : reason;
    hidden.push({ path, sizeBytes, layerIndex, reason: why, hiddenBy });
  };
  const root = newFolder(0);
  for (const [layerIndex, entries] of layers.entries()) {
    for (const { kind, path } of entries) {
      if (kind === "whiteout") remove(root, path, layerIndex, hide);
      else if (kind === "opaque") empty(findNode(root, path), path, layerIndex, hide);
    }
    addAll(root, entries, layerIndex, hide);
  }
  return hidden;
}

/** The same of an image, found once. */
export const listHiddenCopies: (image: ImageContent) => readonly HiddenCopy[] = oncePerImage(({ layers }) =>
  findHiddenCopies(layers.map(({ content }) => content.entries)),
);

function newFolder(layerIndex: number): Node {
  return { sizeBytes: 0, layerIndex, isFile: false, children: undefined };
}

function addAll(root: Node, entries: readonly FileEntry[], layerIndex: number, hide: Hide): void {
  // most files of a tar lie beside the one before
  let last: { parent: string; children: Map<string, Node> } | undefined;
  for (const { kind, path, sizeBytes } of entries) {
    if (kind === "whiteout" || kind === "opaque" || path === "") continue;
    const { parent, base } = splitPath(path);
    if (last?.parent !== parent) last = { parent, children: openFolder(root, parent, layerIndex) };
    const before = last.children.get(base);
    const isFolder = kind === "directory";
    if (before !== undefined) {
      hide(path, before, "replaced", layerIndex);
      if (!isFolder) hideBelow(before, path, "replaced", layerIndex, hide);
    }
    const children = isFolder ? before?.children : undefined;
    last.children.set(base, { sizeBytes, layerIndex, isFile: kind === "file", children });
  }
}

function openFolder(root: Node, path: string, layerIndex: number): Map<string, Node> {
  let node = root;
  if (path !== "") {
    for (const name of path.split("/")) {
      node.children ??= new Map();
      let next = node.children.get(name);
      if (next === undefined) {
        next = newFolder(layerIndex);
        node.children.set(name, next);
      }
      node = next;
    }
  }
  node.children ??= new Map();
  return node.children;
}

function remove(root: Node, path: string, layerIndex: number, hide: Hide): void {
  const { parent, base } = splitPath(path);
  const folder = findNode(root, parent);
  const node = folder?.children?.get(base);
  if (node === undefined) return;
  hide(path, node, "removed", layerIndex);
  hideBelow(node, path, "removed", layerIndex, hide);
  folder?.children?.delete(base);
}

function empty(node: Node | undefined, path: string, layerIndex: number, hide: Hide): void {
  if (node === undefined) return;
  hideBelow(node, path, "removed", layerIndex, hide);
  node.children = undefined;
}

function hideBelow(node: Node, path: string, reason: HiddenReason, layerIndex: number, hide: Hide): void {
  const open: [string, Node][] = [[path, node]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name, child] of next[1].children ?? []) {
      const childPath = next[0] === "" ? name : `${next[0]}/${name}`;
      hide(childPath, child, reason, layerIndex);
      open.push([childPath, child]);
    }
  }
}

function findNode(root: Node, path: string): Node | undefined {
  let node: Node | undefined = root;
  if (path !== "") for (const name of path.split("/")) node = node?.children?.get(name);
  return node;
}
