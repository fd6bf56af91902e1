import { type FolderOptions, listFolder } from "../analysis/file-rows.ts";
import { type FileTreeNode, findTreeNode } from "../analysis/file-tree.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { parseInput } from "../parse-input.ts";
import { readFileTree } from "./file-view.ts";
import { readImageContent } from "./read-image-content.ts";
import { type FileRowView, type FileTreeInput, type FileTreeView, fileTreeInput } from "./schemas-files.ts";

/** A reader sees where the bytes are before opening anything. */
const ROWS_AT_FIRST = 40;
const WORTH_OPENING = 0.12;
const TOO_LONG = 30;
const ROWS_PER_FOLDER = 200;

/**
 * The folders of an image that are open when it is first shown: `open` with all around it, else the largest ones. Throws
 * bad-input, not-found (the image or its files), database-unavailable.
 */
export async function getFileTree(raw: FileTreeInput, database: Db = db()): Promise<FileTreeView> {
  const { imageId, layer, open, onlyChanges } = parseInput(fileTreeInput, raw, "query");
  const image = await withDatabaseErrors(() => readImageContent(database, imageId));
  const tree = readFileTree(image, layer);
  const options = { onlyChanges, joined: true };
  const folders = open === undefined ? openLargest(tree, options) : openPath(tree, open, options);
  return {
    totalBytes: weigh(tree, onlyChanges),
    fileCount: tree.fileCount,
    folders: folders.map(({ path, files }) => ({
      path,
      files: files.slice(0, ROWS_PER_FOLDER),
      total: files.length,
    })),
  };
}

type Folder = { path: string; files: FileRowView[] };
type Weighed = Pick<FileRowView, "sizeBytes" | "changedBytes" | "removedBytes">;

function weigh(row: Weighed, onlyChanges: boolean): number {
  return onlyChanges ? row.changedBytes + row.removedBytes : row.sizeBytes;
}

function openLargest(tree: FileTreeNode, options: FolderOptions): Folder[] {
  const { onlyChanges = false } = options;
  const folders: Folder[] = [{ path: "", files: listFolder(tree, options) }];
  const closed = [...(folders[0]?.files ?? [])];
  let rows = closed.length;
  while (rows < ROWS_AT_FIRST) {
    const next = closed
      .filter((row) => row.hasChildren)
      .reduce<FileRowView | undefined>(
        (largest, row) =>
          largest !== undefined && weigh(largest, onlyChanges) >= weigh(row, onlyChanges) ? largest : row,
        undefined,
      );
    if (next === undefined || weigh(next, onlyChanges) < WORTH_OPENING * weigh(tree, onlyChanges)) break;
    closed.splice(closed.indexOf(next), 1);
    const files = openFolder(tree, next.path, options);
    if (files.length > TOO_LONG) continue;
    folders.push({ path: next.path, files });
    closed.push(...files);
    rows += files.length;
  }
  return folders;
}

/** The lines of every folder on the way to a path and of that itself; a path that is not there opens what is. */
function openPath(tree: FileTreeNode, path: string, options: FolderOptions): Folder[] {
  const folders: Folder[] = [{ path: "", files: listFolder(tree, options) }];
  for (;;) {
    const next = folders
      .at(-1)
      ?.files.find((row) => row.hasChildren && (row.path === path || path.startsWith(`${row.path}/`)));
    if (next === undefined) return folders;
    folders.push({ path: next.path, files: openFolder(tree, next.path, options) });
  }
}

function openFolder(tree: FileTreeNode, path: string, options: FolderOptions): FileRowView[] {
  const node = findTreeNode(tree, path);
  return node === undefined ? [] : listFolder(node, options);
}
