import type { FileEntry } from "../oci/file-entry.ts";
import { findFirstName } from "../oci/first-name.ts";
import { type ImageNode, resolvePath, stackLayers } from "../oci/image-tree.ts";
import { splitPath } from "../oci/to-file-entry.ts";
import type { TextHistory } from "../packages/types.ts";
import type { LayerIndex } from "./layer-index.ts";

export type ContentLayer = {
  index: number;
  fromBase: boolean;
  content: LayerIndex;
};

/** An image as its layers' indexes tell of it: the input of every analysis. */
export type ImageContent = {
  layers: readonly ContentLayer[];
  /** What a container sees. */
  root: ImageNode<FileEntry>;
};

/** Stacks the layers, bottom first. */
export function toImageContent(layers: readonly { content: LayerIndex; fromBase: boolean }[]): ImageContent {
  return {
    layers: layers.map(({ content, fromBase }, index) => ({ index, fromBase, content })),
    root: stackLayers(layers.map(({ content }) => content.entries)),
  };
}

/** The file that a container gets at a path, symlinks followed, with the layer that it comes from. */
export function findFile(
  { root }: ImageContent,
  path: string,
): { file: FileEntry; layerIndex: number } | undefined {
  const node = resolvePath(root, path);
  return node?.file === undefined ? undefined : { file: node.file, layerIndex: node.layerIndex };
}

/** True where a path leads to a file or folder, also one that no layer has an entry for. */
export function hasPath({ root }: ImageContent, path: string): boolean {
  return resolvePath(root, path) !== undefined;
}

/** What an index keeps of the file that a container gets at a path; hard links lead to their first name. */
export function findKept<Kept>(
  image: ImageContent,
  path: string,
  pick: (index: LayerIndex) => ReadonlyMap<string, Kept>,
): { path: string; layerIndex: number; kept: Kept } | undefined {
  const found = findFile(image, path);
  const layer = found === undefined ? undefined : image.layers[found.layerIndex];
  if (found === undefined || layer === undefined) return undefined;
  const { path: name } = findFirstName(layer.content.entries, found.file) ?? found.file;
  const kept = pick(layer.content).get(name);
  return kept === undefined ? undefined : { path: found.file.path, layerIndex: found.layerIndex, kept };
}

/** The text that a container reads at a path; undefined where there is none or it was not kept. */
export function findText(image: ImageContent, path: string): string | undefined {
  return findKept(image, path, (index) => index.texts)?.kept;
}

/** Every file that a container sees, by its real path; folders that have an entry too. */
export function* walkVisible(root: ImageNode<FileEntry>): Generator<{ file: FileEntry; layerIndex: number }> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.file !== undefined) yield { file: node.file, layerIndex: node.layerIndex };
    for (const child of node.children?.values() ?? []) open.push(child);
  }
}

/** Works something out of an image's files once: they never change. */
export function oncePerImage<Result>(work: (image: ImageContent) => Result): (image: ImageContent) => Result {
  const results = new WeakMap<ImageContent, { result: Result }>();
  return (image) => {
    const known = results.get(image);
    if (known !== undefined) return known.result;
    const result = work(image);
    results.set(image, { result });
    return result;
  };
}

/** The same of a whole image, for those who look again and again: it is walked once. */
export const listVisible: (image: ImageContent) => readonly { file: FileEntry; layerIndex: number }[] =
  oncePerImage(({ root }) => [...walkVisible(root)]);

/** The kept texts that a container still sees, each with its versions in the layers since it last appeared. */
export function toTextHistories(image: ImageContent): TextHistory[] {
  const removals = image.layers.map(({ content }) => new Set(toRemovals(content.entries)));
  const histories: TextHistory[] = [];
  for (const { file, layerIndex } of listVisible(image)) {
    if (file.kind !== "file" || !image.layers[layerIndex]?.content.texts.has(file.path)) continue;
    const versions: TextHistory["versions"] = [];
    for (let index = layerIndex; index >= 0; index -= 1) {
      const text = image.layers[index]?.content.texts.get(file.path);
      if (text !== undefined) versions.unshift({ layerIndex: index, text });
      // what lies below a layer that removed the path is another file's story
      const removed = removals[index];
      if (removed !== undefined && isWithin(file.path, removed)) break;
    }
    histories.push({ path: file.path, versions });
  }
  return histories;
}

/** The paths that a layer removes from those below it; "" for everything. */
function toRemovals(entries: readonly FileEntry[]): string[] {
  return entries.filter(({ kind }) => kind === "whiteout" || kind === "opaque").map(({ path }) => path);
}

/** Whether a path, or a folder around it, is among these; "" is around everything. */
export function isWithin(path: string, paths: ReadonlySet<string>): boolean {
  if (paths.size === 0) return false;
  for (let at = path; at !== ""; at = splitPath(at).parent) if (paths.has(at)) return true;
  return paths.has("");
}
