import type { FileRowView } from "@/lib/images/schemas-files.ts";

/** What is known of a folder's lines; fewer than `total` where not all were asked for yet. */
export type LoadedFolder = { files: readonly FileRowView[]; total: number };
export type Folders = ReadonlyMap<string, LoadedFolder>;

/** A line as it is shown: a file or folder, or the promise of more. */
export type TreeLine =
  | {
      type: "file";
      row: FileRowView;
      depth: number;
      isOpen: boolean;
      position: number;
      siblings: number;
      parent: string;
    }
  | { type: "more"; parent: string; depth: number; left: number };

/** The open folders' lines in the order in which they are shown. */
export function toTreeLines(folders: Folders, open: ReadonlySet<string>): TreeLine[] {
  const lines: TreeLine[] = [];
  addFolder(lines, folders, open, "", 0);
  return lines;
}

function addFolder(
  lines: TreeLine[],
  folders: Folders,
  open: ReadonlySet<string>,
  path: string,
  depth: number,
) {
  const folder = folders.get(path);
  if (folder === undefined) {
    // not loaded yet: one line says so
    lines.push({ type: "more", parent: path, depth, left: 0 });
    return;
  }
  folder.files.forEach((row, index) => {
    const isOpen = row.hasChildren && open.has(row.path);
    lines.push({
      type: "file",
      row,
      depth,
      isOpen,
      position: index + 1,
      siblings: folder.total,
      parent: path,
    });
    if (isOpen) addFolder(lines, folders, open, row.path, depth + 1);
  });
  const left = folder.total - folder.files.length;
  if (left > 0) lines.push({ type: "more", parent: path, depth, left });
}

export type Move = { to: number } | { open: string } | { close: string } | undefined;

/** What a key does on a line, as in any file tree; undefined for keys that are not the tree's. */
export function toMove(key: string, lines: readonly TreeLine[], at: number, page: number): Move {
  const line = lines[at];
  const last = lines.length - 1;
  const go = (to: number): Move => ({ to: Math.max(0, Math.min(last, to)) });
  if (line === undefined) return key.startsWith("Arrow") ? go(0) : undefined;
  switch (key) {
    case "ArrowDown":
      return go(at + 1);
    case "ArrowUp":
      return go(at - 1);
    case "PageDown":
      return go(at + page);
    case "PageUp":
      return go(at - page);
    case "Home":
      return go(0);
    case "End":
      return go(last);
    case "ArrowRight":
      if (line.type !== "file" || !line.row.hasChildren) return { to: at };
      return line.isOpen ? go(at + 1) : { open: line.row.path };
    case "ArrowLeft":
      if (line.type === "file" && line.isOpen) return { close: line.row.path };
      return go(findParent(lines, line.parent, at));
    case "Enter":
    case " ":
      if (line.type !== "file" || !line.row.hasChildren) return { to: at };
      return line.isOpen ? { close: line.row.path } : { open: line.row.path };
    default:
      return undefined;
  }
}

function findParent(lines: readonly TreeLine[], parent: string, at: number): number {
  if (parent === "") return at;
  return lines.findIndex((line) => line.type === "file" && line.row.path === parent);
}

/** A match is shown with its whole path, and is not opened. */
export function toFlatRow(row: FileRowView): FileRowView {
  return { ...row, name: row.path, hasChildren: false };
}
