import { badArchive } from "./bad-archive.ts";

const MAX_UNPACKED_BYTES = 32 * 1024 ** 3;
const MAX_ENTRIES = 1_000_000;
const MAX_JSON_BYTES = 64 * 1024 ** 2;
const MAX_PATH_CHARACTERS = 128 * 1024 ** 2;

/** Counts what one archive unpacks to and throws bad-archive where no honest image gets to. */
export class ArchiveLimits {
  #bytes = 0;
  #entries = 0;
  #pathCharacters = 0;
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

  addEntry(path: string): void {
    this.#entries += 1;
    this.#pathCharacters += path.length;
    if (this.#entries > this.#maxEntries || this.#pathCharacters > MAX_PATH_CHARACTERS)
      throw badArchive(`it holds more than ${this.#maxEntries} files`);
  }
}
