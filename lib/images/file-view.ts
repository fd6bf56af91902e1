import { type FileTreeNode, type FileView, findTreeNode, toFileTree } from "../analysis/file-tree.ts";
import { AppError } from "../errors.ts";
import { perContent } from "./per-content.ts";
import type { StoredImage } from "./read-image-content.ts";

const toTree = perContent((content, view: FileView) => toFileTree(content, view));

/** The tree of all layers, or of one. Throws bad-input (`layer`) where the image has no such layer. */
export function readFileTree({ content }: StoredImage, layer: number | undefined): FileTreeNode {
  if (layer === undefined) return toTree(content, { type: "image" });
  if (layer < content.layers.length) return toTree(content, { type: "layer", index: layer });
  const { length } = content.layers;
  throw new AppError(
    "bad-input",
    `\`layer\`: the image has ${length} layers, counted from 0; there is no ${layer}.`,
    { field: "layer" },
  );
}

/** The node at a path. Throws not-found. */
export function getTreeNode(tree: FileTreeNode, path: string): FileTreeNode {
  const node = findTreeNode(tree, path.replace(/^\/+|\/+$/g, ""));
  if (node !== undefined) return node;
  throw new AppError("not-found", `There is no /${path} in these layers.`);
}
