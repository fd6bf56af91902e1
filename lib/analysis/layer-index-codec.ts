import { promisify } from "node:util";
import { zstdCompress, zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { FILE_KINDS, type FileEntry } from "../oci/file-entry.ts";
import type { IndexedElf, LayerIndex } from "./layer-index.ts";

/** Raised whenever what is kept of a layer changes: older ones are then made again. */
export const LAYER_INDEX_VERSION = 3;

const compress = promisify(zstdCompress);
const MAX_DECODED_BYTES = 512 * 1024 * 1024;

/** path, kind, size, mode, uid, gid, mtime, link, attributes: names once a layer, not once a file. */
type Row = [string, number, number, number, number, number, number, string?, Record<string, string>?];

/** What was written by `encodeLayerIndex`; its parts are trusted as this program made them. */
const encoded = z.object({
  version: z.literal(LAYER_INDEX_VERSION),
  // not row by row: there are hundreds of thousands
  rows: z.custom<Row[]>((value) => Array.isArray(value)),
  texts: z.array(z.tuple([z.string(), z.string()])),
  licences: z.array(z.tuple([z.string(), z.array(z.string())])),
  certificates: z.array(
    z.tuple([
      z.string(),
      z.object({
        count: z.number(),
        unreadable: z.number(),
        oldestExpiry: z.object({ at: z.string(), subject: z.string() }).exactOptional(),
      }),
    ]),
  ),
  elves: z.array(z.tuple([z.string(), z.custom<IndexedElf>((value) => typeof value === "object")])),
  executables: z.array(z.tuple([z.string(), z.string()])),
  unread: z.array(z.tuple([z.string(), z.string()])),
});

/** The index as zstd-compressed bytes to keep; what it was made of is no longer needed once this has returned. */
export function encodeLayerIndex(index: LayerIndex): Promise<Buffer> {
  const value: Omit<z.input<typeof encoded>, "rows" | "texts"> = {
    version: LAYER_INDEX_VERSION,
    licences: [...index.licences],
    certificates: [...index.certificates],
    elves: [...index.elves],
    executables: [...index.executables],
    unread: [...index.unread],
  };
  const parts = [Buffer.from(JSON.stringify(value).slice(0, -1))];
  parts.push(...toListParts("rows", index.entries, toRow), ...toListParts("texts", [...index.texts], same));
  parts.push(Buffer.from("}"));
  return compress(Buffer.concat(parts));
}

const same = <T>(value: T) => value;
const PART_ITEMS = 1000;

/** `,"name":[…]`, so much at a time that the whole is never there as objects and as one text beside its bytes. */
function* toListParts<Item>(name: string, items: readonly Item[], toValue: (item: Item) => unknown) {
  yield Buffer.from(`,${JSON.stringify(name)}:[`);
  for (let at = 0; at < items.length; at += PART_ITEMS) {
    const part = JSON.stringify(items.slice(at, at + PART_ITEMS).map(toValue)).slice(1, -1);
    yield Buffer.from(at === 0 ? part : `,${part}`);
  }
  yield Buffer.from("]");
}

/** The index that was encoded. Throws internal where the bytes are of another version or damaged. */
export function decodeLayerIndex(bytes: Uint8Array): LayerIndex {
  const { rows, texts, licences, certificates, elves, executables, unread } = parse(bytes);
  return {
    entries: rows.map(toEntry),
    texts: new Map(texts),
    licences: new Map(licences),
    certificates: new Map(certificates),
    elves: new Map(elves),
    executables: new Map(executables),
    unread: new Map(unread),
  };
}

function parse(bytes: Uint8Array): z.infer<typeof encoded> {
  try {
    const text = zstdDecompressSync(bytes, { maxOutputLength: MAX_DECODED_BYTES }).toString("utf8");
    return encoded.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError(
      "internal",
      "A stored layer index cannot be read; rebuild the image to make it again.",
      {
        cause,
      },
    );
  }
}

function toRow(entry: FileEntry): Row {
  const { path, kind, sizeBytes, mode, uid, gid, mtimeMs, linkTarget, xattrs } = entry;
  const row: Row = [path, FILE_KINDS.indexOf(kind), sizeBytes, mode, uid, gid, mtimeMs];
  if (linkTarget !== undefined || xattrs !== undefined) row.push(linkTarget ?? "");
  if (xattrs !== undefined) row.push(xattrs);
  return row;
}

function toEntry(row: Row): FileEntry {
  const [path, kind, sizeBytes, mode, uid, gid, mtimeMs, link, xattrs] = row;
  const entry: FileEntry = { path, kind: FILE_KINDS[kind] ?? "file", sizeBytes, mode, uid, gid, mtimeMs };
  if (link !== undefined && (entry.kind === "symlink" || entry.kind === "hardlink")) entry.linkTarget = link;
  if (xattrs !== undefined) entry.xattrs = xattrs;
  return entry;
}
