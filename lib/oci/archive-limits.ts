import { badArchive } from "./bad-archive.ts";
import type { TarEntry } from "./tar-reader.ts";

const MAX_UNPACKED_BYTES = 32 * 1024 ** 3;
const MAX_ENTRIES = 200_000;
/** Of one file and of all that are kept; registries and engines stop at 4 MiB too. */
const MAX_JSON_BYTES = 4 * 1024 ** 2;
const MAX_ALL_JSON_BYTES = 16 * 1024 ** 2;
const MAX_NAMES_BYTES = 24 * 1024 ** 2;
const MAX_FOLDERS_DEEP = 1024;
const MAX_FOLDERS = 3_000_000;

type LimitedEntry = Pick<TarEntry, "name" | "linkName" | "sizeBytes" | "xattrs">;

/** Counts what one archive unpacks to and throws bad-archive where no honest image gets to. */
export class ArchiveLimits {
  #bytes = 0;
  #entries = 0;
  #namesBytes = 0;
  #sizeBytes = 0;
  #folders = 0;
  #jsonBytes = 0;
  readonly #maxBytes: number;
  readonly #maxEntries: number;

  constructor(maxBytes = MAX_UNPACKED_BYTES, maxEntries = MAX_ENTRIES) {
    this.#maxBytes = maxBytes;
    this.#maxEntries = maxEntries;
  }

  addBytes(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#maxBytes) throw badArchive(`it unpacks to more than ${this.#maxBytes} bytes`);
  }

  /** A piece of a JSON file that is kept; `fileBytes` with those before it. */
  addJson(bytes: number, fileBytes: number): void {
    this.#jsonBytes += bytes;
    if (fileBytes > MAX_JSON_BYTES) throw badArchive("one of its JSON files is too long");
    if (this.#jsonBytes > MAX_ALL_JSON_BYTES) throw badArchive("its JSON files are too long");
  }

  /** A JSON file is not kept after all. */
  dropJson(fileBytes: number): void {
    this.#jsonBytes -= fileBytes;
  }

  addEntry({ name, linkName, sizeBytes, xattrs }: LimitedEntry): void {
    this.#entries += 1;
    this.#namesBytes += heldBytes(name) + heldBytes(linkName);
    for (const key in xattrs) this.#namesBytes += heldBytes(key) + heldBytes(xattrs[key] ?? "");
    this.#sizeBytes += sizeBytes;
    if (this.#sizeBytes > Number.MAX_SAFE_INTEGER) throw badArchive("its files' sizes are beyond any disk");
    let folders = 0;
    for (let at = name.indexOf("/"); at >= 0; at = name.indexOf("/", at + 1)) folders += 1;
    this.#folders += folders;
    if (folders > MAX_FOLDERS_DEEP) throw badArchive("a path is too deep");
    if (this.#entries > this.#maxEntries) throw badArchive(`it holds more than ${this.#maxEntries} files`);
    if (this.#namesBytes > MAX_NAMES_BYTES || this.#folders > MAX_FOLDERS)
      throw badArchive("its files' names are too long");
  }
}

const WIDE = /[^\0-\xff]/;

/** What a text takes in memory: two bytes a character as soon as one of them is beyond Latin 1. */
function heldBytes(text: string): number {
  return WIDE.test(text) ? 2 * text.length : text.length;
}
