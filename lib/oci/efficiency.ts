import type { LayerFile } from "./layer-reader.ts";
import { splitPath } from "./to-file-entry.ts";

/** dive's figures: see measureEfficiency. */
export type Efficiency = { efficiencyRatio: number; wastedBytes: number };

/** `path` is that of the thing itself, without a whiteout's marker. */
type Node = { path: string; children: Map<string, Node> | undefined; sizeBytes: number; directory: boolean };
type PathFigures = { seen: number; cumulativeBytes: number; minimumBytes: number };

const WHITEOUT = ".wh.";
const DOUBLE_WHITEOUT = ".wh..wh..";

/**
 * What dive 0.13 says about the same layers, to the last digit (github.com/wagoodman/dive, dive/filetree/efficiency.go):
 * efficiencyRatio = sum over paths of the smallest size / sum of all sizes, over the leaves of each layer, 1 where there are no
 * bytes; wastedBytes = all sizes of the paths seen twice or more. A whiteout counts what its folder held below (a
 * file's whiteout counts nothing), opaque folders are not looked at, and where a whiteout has nothing to remove dive
 * gives up on the rest of that layer: so does this.
 */
export function measureEfficiency(layers: readonly (readonly LayerFile[])[]): Efficiency {
  return layers.some((files) => files.some(isMarked)) ? measureByTrees(layers) : measureByPaths(layers);
}

function isMarked({ kind, path }: LayerFile): boolean {
  return kind === "whiteout" || kind === "opaque" || path.includes(WHITEOUT);
}

/** Where nothing is removed the order does not matter, and a list of paths says the same as trees, many times faster. */
function measureByPaths(layers: readonly (readonly LayerFile[])[]): Efficiency {
  const figures = new Map<string, PathFigures>();
  // what is seen once wastes nothing
  if (layers.length < 2) return { efficiencyRatio: 1, wastedBytes: 0 };
  for (const files of layers) {
    const sizes = new Map<string, number>();
    const folders = new Set<string>();
    for (const { path, sizeBytes } of files) {
      if (path !== "") sizes.set(path, sizeBytes);
      for (let at = parentOf(path); at !== "" && !folders.has(at); at = parentOf(at)) folders.add(at);
    }
    for (const [path, sizeBytes] of sizes) if (!folders.has(path)) see(figures, path, sizeBytes);
  }
  return sumUp(figures);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function see(figures: Map<string, PathFigures>, path: string, sizeBytes: number): void {
  const known = figures.get(path);
  if (known) {
    known.seen += 1;
    known.cumulativeBytes += sizeBytes;
    known.minimumBytes = Math.min(known.minimumBytes, sizeBytes);
  } else figures.set(path, { seen: 1, cumulativeBytes: sizeBytes, minimumBytes: sizeBytes });
}

function measureByTrees(layers: readonly (readonly LayerFile[])[]): Efficiency {
  const figures = new Map<string, PathFigures>();
  const lastWhiteout = layers.findLastIndex((files) => files.some((file) => file.kind === "whiteout"));
  let below: Node | undefined;
  for (const [layerIndex, files] of layers.entries()) {
    const tree = toTree(files);
    const lookedUpIn = layerIndex === 0 ? tree : below;
    try {
      visitLeaves(tree, (name, leaf) => {
        const { path } = leaf;
        const sizeBytes = name.startsWith(WHITEOUT) ? removedBytes(lookedUpIn, path) : leaf.sizeBytes;
        see(figures, path, sizeBytes);
      });
    } catch (error) {
      if (!(error instanceof NothingToRemove)) throw error;
    }
    if (layerIndex < lastWhiteout) {
      below ??= newNode("");
      stack(below, tree);
    }
  }
  return sumUp(figures);
}

function sumUp(figures: Map<string, PathFigures>): Efficiency {
  let minimumBytes = 0;
  let cumulativeBytes = 0;
  let wastedBytes = 0;
  for (const path of figures.values()) {
    minimumBytes += path.minimumBytes;
    cumulativeBytes += path.cumulativeBytes;
    if (path.seen > 1) wastedBytes += path.cumulativeBytes;
  }
  return { efficiencyRatio: cumulativeBytes === 0 ? 1 : minimumBytes / cumulativeBytes, wastedBytes };
}

class NothingToRemove extends Error {}

function newNode(path: string): Node {
  return { path, children: undefined, sizeBytes: 0, directory: false };
}

function childOf(node: Node, name: string, path: string): Node {
  node.children ??= new Map();
  let child = node.children.get(name);
  if (!child) {
    child = newNode(path);
    node.children.set(name, child);
  }
  return child;
}

/** One layer's tree as dive keeps it: whiteouts are nodes with their marker's name, folders may be implied. */
function toTree(files: readonly LayerFile[]): Node {
  const root = newNode("");
  for (const file of files) {
    const { parent, base } = splitPath(file.path);
    const name = file.kind === "whiteout" ? WHITEOUT + base : base;
    const folders = file.kind === "opaque" ? file.path : parent;
    const folder = addFolders(root, folders);
    if (!folder || file.kind === "opaque" || name === "" || name.startsWith(DOUBLE_WHITEOUT)) continue;
    const node = childOf(folder, name, file.path);
    node.sizeBytes = file.sizeBytes;
    node.directory = file.kind === "directory";
  }
  return root;
}

function addFolders(root: Node, path: string): Node | undefined {
  let node = root;
  for (let start = 0; start < path.length; ) {
    const slash = path.indexOf("/", start);
    const end = slash < 0 ? path.length : slash;
    const name = path.slice(start, end);
    if (name.startsWith(DOUBLE_WHITEOUT)) return undefined;
    node = node.children?.get(name) ?? childOf(node, name, path.slice(0, end));
    start = end + 1;
  }
  return node;
}

/** Children first, by name in the order of their bytes: the order matters where dive gives up. */
function sortedChildren(node: Node): [string, Node][] {
  return [...(node.children ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
}

function visitLeaves(node: Node, visit: (name: string, leaf: Node) => void): void {
  for (const [name, child] of sortedChildren(node)) {
    if (child.children?.size) visitLeaves(child, visit);
    else visit(name, child);
  }
}

function removedBytes(below: Node | undefined, path: string): number {
  let node = below;
  for (const name of path.split("/")) node = node?.children?.get(name);
  if (!node) throw new NothingToRemove();
  return node.directory ? sumTree(node) : 0;
}

function sumTree(node: Node): number {
  let bytes = node.sizeBytes;
  for (const child of node.children?.values() ?? []) bytes += sumTree(child);
  return bytes;
}

function stack(below: Node, upper: Node): void {
  for (const [name, child] of sortedChildren(upper)) {
    if (name.startsWith(WHITEOUT)) {
      below.children?.delete(name.slice(WHITEOUT.length));
      continue;
    }
    const node = childOf(below, name, child.path);
    stack(node, child);
    node.sizeBytes = child.sizeBytes;
    node.directory = child.directory;
  }
}
