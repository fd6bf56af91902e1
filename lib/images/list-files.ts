import { findFiles, listFolder, toFileRow } from "../analysis/file-rows.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { parseInput } from "../parse-input.ts";
import { getTreeNode, readFileTree } from "./file-view.ts";
import { readImageContent } from "./read-image-content.ts";
import { type FilesPage, type ListFilesInput, listFilesInput } from "./schemas-files.ts";

/**
 * What is in a folder of an image, or with `search`, `changes` or `flags` all that match below it; most bytes first.
 * Throws bad-input, not-found (the image, its files, the path), database-unavailable.
 */
export async function listFiles(raw: ListFilesInput, database: Db = db()): Promise<FilesPage> {
  const input = parseInput(listFilesInput, raw, "query");
  const { layer, path, search, changes, flags, onlyChanges, joined, offset, limit } = input;
  const image = await withDatabaseErrors(() => readImageContent(database, input.imageId));
  const folder = getTreeNode(readFileTree(image, layer), path);
  const filter = { ...present("text", search), ...present("changes", changes), ...present("flags", flags) };
  const isFiltered = Object.keys(filter).length > 0;
  const { rows, total } = isFiltered
    ? findFiles(folder, filter, { offset, limit })
    : pageOf(listFolder(folder, { onlyChanges, joined }), offset, limit);
  return {
    imageId: image.row.imageId,
    ...present("layer", layer),
    folder: toFileRow(folder),
    files: rows,
    total,
    ...present("nextOffset", total > offset + limit ? offset + limit : undefined),
  };
}

function pageOf<Row>(rows: Row[], offset: number, limit: number): { rows: Row[]; total: number } {
  return { rows: rows.slice(offset, offset + limit), total: rows.length };
}
