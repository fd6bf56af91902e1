import { badArchive } from "./bad-archive.ts";
import type { LayerFile } from "./layer-reader.ts";
import { splitPath } from "./to-file-entry.ts";

/** A file of the image as a container sees it. */
export type ImageNode<File extends LayerFile = LayerFile> = {
  /** Undefined for a folder that no layer has an entry for. */
  file: File | undefined;
  layerIndex: number;
  children: Map<string, ImageNode<File>> | undefined;
};

/** Tars list the folders of their files, so that hardly any is missing. */
const MAX_UNLISTED_FOLDERS = 50_000;

/** How many folders were made that no layer lists. */
type Unlisted = { folders: number };

/**
 * The layers stacked as an engine stacks them: whiteouts and opaque folders hide what lies below, and only that. Throws
 * bad-archive where nearly all folders are only named by what is in them.
 */
export function stackLayers<File extends LayerFile>(layers: readonly (readonly File[])[]): ImageNode<File> {
  const unlisted = { folders: 0 };
  const root: ImageNode<File> = { file: undefined, layerIndex: 0, children: new Map() };
  for (const [layerIndex, files] of layers.entries()) {
    for (const { kind, path } of files) {
      if (kind === "whiteout") {
        const { parent, base } = splitPath(path);
        findNode(root, parent)?.children?.delete(base);
      } else if (kind === "opaque") findNode(root, path)?.children?.clear();
    }
    addFiles(root, files, layerIndex, unlisted);
  }
  return root;
}

function addFiles<File extends LayerFile>(
  root: ImageNode<File>,
  files: readonly File[],
  layerIndex: number,
  unlisted: Unlisted,
): void {
  // most files of a tar lie beside the one before
  let last: { parent: string; children: Map<string, ImageNode<File>> } | undefined;
  for (const file of files) {
    if (file.kind === "whiteout" || file.kind === "opaque" || file.path === "") continue;
    const { parent, base } = splitPath(file.path);
    if (last?.parent !== parent) last = { parent, children: openFolder(root, parent, layerIndex, unlisted) };
    const before = last.children.get(base);
    // A folder over a folder keeps what is in it; anything else replaces.
    const children =
      file.kind === "directory" ? (before?.children ?? new Map<string, ImageNode<File>>()) : undefined;
    last.children.set(base, { file, layerIndex, children });
  }
}

/** What is in a folder; folders that are not there are made, also in place of a file. */
function openFolder<File extends LayerFile>(
  root: ImageNode<File>,
  path: string,
  layerIndex: number,
  unlisted: Unlisted,
): Map<string, ImageNode<File>> {
  let folder = root;
  if (path !== "") {
    for (const name of path.split("/")) {
      folder.children ??= new Map();
      let next = folder.children.get(name);
      if (!next) {
        unlisted.folders += 1;
        if (unlisted.folders > MAX_UNLISTED_FOLDERS)
          throw badArchive(`it has more than ${MAX_UNLISTED_FOLDERS} folders that no layer lists`);
        next = { file: undefined, layerIndex, children: new Map() };
        folder.children.set(name, next);
      }
      folder = next;
    }
  }
  folder.children ??= new Map();
  return folder.children;
}

function findNode<File extends LayerFile>(root: ImageNode<File>, path: string): ImageNode<File> | undefined {
  let node: ImageNode<File> | undefined = root;
  if (path !== "") for (const name of path.split("/")) node = node?.children?.get(name);
  return node;
}

/** Sizes of all files that a container can see, added up. */
export function visibleBytes(root: ImageNode): number {
  let bytes = 0;
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    bytes += node.file?.sizeBytes ?? 0;
    for (const child of node.children?.values() ?? []) open.push(child);
  }
  return bytes;
}

const MAX_LINKS = 40;
/** The kernel's PATH_MAX. */
const MAX_LINK_CHARACTERS = 4096;

/** The file that a path leads to inside the image, symlinks followed as the kernel does; undefined where nothing is. */
export function resolvePath<File extends LayerFile>(
  root: ImageNode<File>,
  path: string,
): ImageNode<File> | undefined {
  const waiting = path.split("/").reverse();
  const trail: ImageNode<File>[] = [root];
  let links = 0;
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      if (trail.length > 1) trail.pop();
      continue;
    }
    const next = trail.at(-1)?.children?.get(name);
    if (!next) return undefined;
    if (next.file?.kind !== "symlink") {
      trail.push(next);
      continue;
    }
    links += 1;
    const target = next.file.linkTarget ?? "";
    if (links > MAX_LINKS || target.length > MAX_LINK_CHARACTERS) return undefined;
    if (target.startsWith("/")) trail.length = 1;
    waiting.push(...target.split("/").reverse());
  }
  return trail.at(-1);
}
