import type { LayerFile } from "./layer-reader.ts";
import { splitPath } from "./to-file-entry.ts";

/** dive's figures: see measureEfficiency. */
export type Efficiency = { efficiencyRatio: number; wastedBytes: number };

type Node = { children: Map<string, Node> | undefined; sizeBytes: number; directory: boolean };
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
  const figures = new Map<string, PathFigures>();
  const trees = layers.map(toTree);
  const lastWhiteout = layers.findLastIndex((files) => files.some((file) => file.kind === "whiteout"));
  let below: Node | undefined;
  for (const [layerIndex, tree] of trees.entries()) {
    const lookedUpIn = layerIndex === 0 ? tree : below;
    try {
      visitLeaves(tree, "", (path, name, leaf) => {
        const whiteout = name.startsWith(WHITEOUT);
        const shown = whiteout ? joinPath(path, name.slice(WHITEOUT.length)) : joinPath(path, name);
        const sizeBytes = whiteout ? removedBytes(lookedUpIn, shown) : leaf.sizeBytes;
        const known = figures.get(shown);
        if (known) {
          known.seen += 1;
          known.cumulativeBytes += sizeBytes;
          known.minimumBytes = Math.min(known.minimumBytes, sizeBytes);
        } else figures.set(shown, { seen: 1, cumulativeBytes: sizeBytes, minimumBytes: sizeBytes });
      });
    } catch (error) {
      if (!(error instanceof NothingToRemove)) throw error;
    }
    if (layerIndex < lastWhiteout) {
      below ??= newNode();
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

function newNode(): Node {
  return { children: undefined, sizeBytes: 0, directory: false };
}

function childOf(node: Node, name: string): Node {
  node.children ??= new Map();
  let child = node.children.get(name);
  if (!child) {
    child = newNode();
    node.children.set(name, child);
  }
  return child;
}

function joinPath(parent: string, name: string): string {
  return parent === "" ? name : `${parent}/${name}`;
}

/** One layer's tree as dive keeps it: whiteouts are nodes with their marker's name, folders may be implied. */
function toTree(files: readonly LayerFile[]): Node {
  const root = newNode();
  for (const file of files) {
    const { parent, base } = splitPath(file.path);
    const name = file.kind === "whiteout" ? WHITEOUT + base : base;
    const folders = file.kind === "opaque" ? file.path : parent;
    const folder = addFolders(root, folders);
    if (!folder || file.kind === "opaque" || name === "" || name.startsWith(DOUBLE_WHITEOUT)) continue;
    const node = childOf(folder, name);
    node.sizeBytes = file.sizeBytes;
    node.directory = file.kind === "directory";
  }
  return root;
}

function addFolders(root: Node, path: string): Node | undefined {
  let node = root;
  if (path === "") return node;
  for (const name of path.split("/")) {
    if (name.startsWith(DOUBLE_WHITEOUT)) return undefined;
    node = childOf(node, name);
  }
  return node;
}

/** Children first, by name in the order of their bytes: the order matters where dive gives up. */
function sortedChildren(node: Node): [string, Node][] {
  return [...(node.children ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
}

function visitLeaves(
  node: Node,
  path: string,
  visit: (parentPath: string, name: string, leaf: Node) => void,
): void {
  for (const [name, child] of sortedChildren(node)) {
    if (child.children?.size) visitLeaves(child, joinPath(path, name), visit);
    else visit(path, name, child);
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
    const node = childOf(below, name);
    stack(node, child);
    node.sizeBytes = child.sizeBytes;
    node.directory = child.directory;
  }
}
