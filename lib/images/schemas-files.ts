import { z } from "zod";
import { FILE_KINDS } from "../oci/file-entry.ts";

export const FILE_CHANGES = ["added", "changed", "removed", "unchanged"] as const;
export const FILE_FLAGS = ["setuid", "setgid", "sticky", "world-writable", "capabilities", "device"] as const;

const fileRow = z.object({
  path: z.string().describe("without a leading slash; bytes that are no text are written \\xNN"),
  name: z.string(),
  kind: z.enum(FILE_KINDS),
  sizeBytes: z.number().describe("a folder's: of all files in it that a container sees"),
  changedBytes: z.number().describe("of these, what was added or written again"),
  removedBytes: z.number().describe("sizes of what is gone, here and in it"),
  fileCount: z.number().int(),
  change: z.enum(FILE_CHANGES),
  layerIndex: z.number().int().describe("the layer that the entry comes from"),
  hasChildren: z.boolean(),
  mode: z.number().int().exactOptional(),
  uid: z.number().int().exactOptional(),
  gid: z.number().int().exactOptional(),
  linkTarget: z.string().exactOptional(),
  flags: z.array(z.enum(FILE_FLAGS)),
});
export type FileRowView = z.infer<typeof fileRow>;

export const listFilesInput = z.object({
  imageId: z.string().max(100),
  layer: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("the files after this layer, compared with the layers below; without it all, against the base"),
  path: z.string().max(4096).default("").describe("a folder"),
  search: z.string().max(200).optional().describe("part of the path: all files below the folder, flat"),
  changes: z.array(z.enum(FILE_CHANGES)).optional().describe("only these, flat"),
  flags: z.array(z.enum(FILE_FLAGS)).optional().describe("only files with any of these, flat"),
  onlyChanges: z.boolean().default(false).describe("a folder without what the view says nothing new of"),
  joined: z.boolean().default(false).describe("a folder that holds but one folder as one line"),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
});
export type ListFilesInput = z.input<typeof listFilesInput>;

/** A part of a folder's lines, or of the files that match. */
export const filesPage = z.object({
  imageId: z.string(),
  layer: z.number().int().optional(),
  /** The folder itself. */
  folder: fileRow,
  files: z.array(fileRow),
  /** How many there are with those outside this page. */
  total: z.number().int(),
  nextOffset: z.number().int().optional(),
});
export type FilesPage = z.infer<typeof filesPage>;

export const fileTreeInput = listFilesInput
  .pick({ imageId: true, layer: true, onlyChanges: true })
  .extend({ open: z.string().max(4096).optional().describe("the path that is to be seen") });
export type FileTreeInput = z.input<typeof fileTreeInput>;

/** The first look at a tree: some of its folders with their first lines. */
export type FileTreeView = {
  /** Of the whole tree, or of what is new or gone in it. */
  totalBytes: number;
  fileCount: number;
  folders: { path: string; files: FileRowView[]; total: number }[];
};
