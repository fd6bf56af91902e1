import { badArchive } from "./bad-archive.ts";

const MAX_UNPACKED_BYTES = 32 * 1024 ** 3;
const MAX_ENTRIES = 300_000;
const MAX_JSON_BYTES = 64 * 1024 ** 2;
const MAX_NAMES_CHARACTERS = 64 * 1024 ** 2;
const MAX_FOLDERS_DEEP = 1024;
const MAX_FOLDERS = 3_000_000;

/** Counts what one archive unpacks to and throws bad-archive where no honest image gets to. */
export class ArchiveLimits {
  #bytes = 0;
  #entries = 0;
  #namesCharacters = 0;
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

  addJson(bytes: number): void {
    this.#jsonBytes += bytes;
    if (this.#jsonBytes > MAX_JSON_BYTES) throw badArchive("its JSON files are too long");
  }

  addEntry(name: string, linkName: string): void {
    this.#entries += 1;
    this.#namesCharacters += name.length + linkName.length;
    let folders = 0;
    for (let at = name.indexOf("/"); at >= 0; at = name.indexOf("/", at + 1)) folders += 1;
    this.#folders += folders;
    if (folders > MAX_FOLDERS_DEEP) throw badArchive("a path is too deep");
    if (this.#entries > this.#maxEntries) throw badArchive(`it holds more than ${this.#maxEntries} files`);
    if (this.#namesCharacters > MAX_NAMES_CHARACTERS || this.#folders > MAX_FOLDERS)
      throw badArchive("its files' names are too long");
  }
}
