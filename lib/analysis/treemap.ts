import type { HiddenCopy } from "./hidden-copies.ts";
import { findHiddenCopies } from "./hidden-copies.ts";
import { type ImageContent, walkVisible } from "./image-content.ts";

/** Whose bytes a leaf is: the base's, what was put on top, or a copy that no container sees. */
export type TreemapOrigin = "base" | "service" | "wasted";

/** A rectangle; folders have children, leaves have an origin. Sizes add up to the image's. */
export type TreemapNode = {
  name: string;
  path: string;
  sizeBytes: number;
  origin?: TreemapOrigin;
  /** Files that were too small to be drawn each; the leaf stands for all of them. */
  files?: number;
  children?: TreemapNode[];
};

type Leaf = { path: string; sizeBytes: number; origin: TreemapOrigin };
type Folder = {
  name: string;
  path: string;
  sizeBytes: number;
  leaves: Leaf[];
  folders: Map<string, Folder>;
  /** Something in it is drawn by itself. */
  hasDrawn: boolean;
};

/** The image's bytes as nested rectangles, at most about `maxLeaves` of them: the smallest files become "N more". */
export function toTreemap(image: ImageContent, maxLeaves: number): TreemapNode {
  const leaves = listLeaves(image);
  leaves.sort((a, b) => b.sizeBytes - a.sizeBytes || (a.path < b.path ? -1 : 1));
  const drawn = new Set(leaves.slice(0, maxLeaves));
  const root = newFolder("", "");
  for (const leaf of leaves) addLeaf(root, leaf, drawn.has(leaf));
  return toNode(root, drawn);
}

function listLeaves(image: ImageContent): Leaf[] {
  const leaves: Leaf[] = [];
  for (const { file, layerIndex } of walkVisible(image.root)) {
    if (file.kind !== "file" || file.sizeBytes === 0) continue;
    const origin = image.layers[layerIndex]?.fromBase === true ? "base" : "service";
    leaves.push({ path: file.path, sizeBytes: file.sizeBytes, origin });
  }
  const hidden: HiddenCopy[] = findHiddenCopies(image.layers.map(({ content }) => content.entries));
  for (const { path, sizeBytes } of hidden) {
    if (sizeBytes > 0) leaves.push({ path, sizeBytes, origin: "wasted" });
  }
  return leaves;
}

function newFolder(name: string, path: string): Folder {
  return { name, path, sizeBytes: 0, leaves: [], folders: new Map(), hasDrawn: false };
}

function addLeaf(root: Folder, leaf: Leaf, isDrawn: boolean): void {
  let folder = root;
  const enter = () => {
    folder.sizeBytes += leaf.sizeBytes;
    folder.hasDrawn ||= isDrawn;
  };
  enter();
  const names = leaf.path.split("/");
  names.pop();
  for (const name of names) {
    let next = folder.folders.get(name);
    if (next === undefined) {
      next = newFolder(name, folder.path === "" ? name : `${folder.path}/${name}`);
      folder.folders.set(name, next);
    }
    folder = next;
    enter();
  }
  folder.leaves.push(leaf);
}

function toNode(folder: Folder, drawn: ReadonlySet<Leaf>): TreemapNode {
  const children: TreemapNode[] = [];
  const rest = new Map<TreemapOrigin, { sizeBytes: number; files: number }>();
  const addRest = ({ origin, sizeBytes }: Leaf) => {
    const known = rest.get(origin) ?? { sizeBytes: 0, files: 0 };
    rest.set(origin, { sizeBytes: known.sizeBytes + sizeBytes, files: known.files + 1 });
  };
  for (const leaf of folder.leaves) {
    const { path, sizeBytes, origin } = leaf;
    if (drawn.has(leaf))
      children.push({ name: path.slice(path.lastIndexOf("/") + 1), path, sizeBytes, origin });
    else addRest(leaf);
  }
  for (const below of folder.folders.values()) {
    if (below.hasDrawn) children.push(toNode(below, drawn));
    else for (const leaf of leavesOf(below)) addRest(leaf);
  }
  for (const [origin, { sizeBytes, files }] of rest) {
    children.push({ name: `${files} more`, path: folder.path, sizeBytes, origin, files });
  }
  children.sort((a, b) => b.sizeBytes - a.sizeBytes);
  return { name: folder.name, path: folder.path, sizeBytes: folder.sizeBytes, children };
}

function leavesOf(folder: Folder): Leaf[] {
  const leaves: Leaf[] = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const leaf of next.leaves) leaves.push(leaf);
    for (const below of next.folders.values()) open.push(below);
  }
  return leaves;
}
