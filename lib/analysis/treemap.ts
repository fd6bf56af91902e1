import { splitPath } from "../oci/to-file-entry.ts";
import { listHiddenCopies } from "./hidden-copies.ts";
import { type ImageContent, listVisible } from "./image-content.ts";

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
  parent: Folder | undefined;
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
  const root = newFolder(undefined, "", "");
  const folders = new Map([["", root]]);
  for (const leaf of leaves) addLeaf(folders, leaf, drawn.has(leaf));
  return toNode(root, drawn);
}

function listLeaves(image: ImageContent): Leaf[] {
  const leaves: Leaf[] = [];
  for (const { file, layerIndex } of listVisible(image)) {
    if (file.kind !== "file" || file.sizeBytes === 0) continue;
    const origin = image.layers[layerIndex]?.fromBase === true ? "base" : "service";
    leaves.push({ path: file.path, sizeBytes: file.sizeBytes, origin });
  }
  for (const { path, sizeBytes } of listHiddenCopies(image)) {
    if (sizeBytes > 0) leaves.push({ path, sizeBytes, origin: "wasted" });
  }
  return leaves;
}

function newFolder(parent: Folder | undefined, name: string, path: string): Folder {
  return { parent, name, path, sizeBytes: 0, leaves: [], folders: new Map(), hasDrawn: false };
}

function addLeaf(folders: Map<string, Folder>, leaf: Leaf, isDrawn: boolean): void {
  const folder = openFolder(folders, splitPath(leaf.path).parent);
  folder.leaves.push(leaf);
  for (let at: Folder | undefined = folder; at !== undefined; at = at.parent) {
    at.sizeBytes += leaf.sizeBytes;
    at.hasDrawn ||= isDrawn;
  }
}

/** `folders` has them all by their paths. */
function openFolder(folders: Map<string, Folder>, path: string): Folder {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const { parent, base } = splitPath(path);
  const above = openFolder(folders, parent);
  const folder = newFolder(above, base, path);
  above.folders.set(base, folder);
  folders.set(path, folder);
  return folder;
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
