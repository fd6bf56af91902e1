import { findSymbols } from "../elf/crates.ts";
import { inspectProgram, readCrateList } from "../elf/inspect-binary.ts";
import { isProgram } from "../elf/is-program.ts";
import { readElfTables, toElfHead } from "../elf/parse-elf.ts";
import { AppError } from "../errors.ts";
import type { FileEntry } from "../oci/file-entry.ts";
import type { ContentSink, LayerCollector } from "../oci/layer-reader.ts";
import { anyMayStart, type MayStart } from "../oci/may-start.ts";
import { parseDebianCopyright } from "../packages/debian-copyright.ts";
import { parseCertificateBundle } from "./certificates.ts";
import { FileContent, Scratch } from "./file-content.ts";
import { emptyLayerIndex, type IndexedElf, type LayerIndex, toIndexedProgram } from "./layer-index.ts";
import { MAX_ELF_BYTES, MAX_TEXT_BYTES, toWantedContent, type WantedContent } from "./wanted-content.ts";

/** All texts of a layer together; a layer with more keeps the first ones. A desktop's package lists are 9 MB. */
const MAX_LAYER_TEXT_BYTES = 24 * 1024 * 1024;
/** What is kept of all programs and libraries of a layer, as JSON; a thousand of them take about 4 million. */
const MAX_LAYER_ELF_CHARACTERS = 16 * 1024 * 1024;
/** Two million symbols, some seconds' work. */
const MAX_LAYER_SYMBOL_BYTES = 48 * 1024 * 1024;
const TOO_MANY_ELVES = "the layer has too many programs and libraries, or their tables are too long";
/** No text has these, and as JSON they take six times their length. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BINARY = /[\0-\x08\x0e-\x1f]/;
const MAX_KEPT_CRATES = 500;

type OnIndex = (index: LayerIndex) => ((diffId: string) => void) | undefined;

/**
 * Indexes one layer as its entries pass; `onIndex` gets the result, and what it gives back is told which layer that was.
 * Of programs that cannot be the image's own only the tables are read and the list of crates. Never throws for what a
 * layer holds.
 */
export class LayerIndexer implements LayerCollector {
  readonly #onIndex: OnIndex;
  readonly #mayStart: MayStart;
  readonly #index = emptyLayerIndex();
  #textBytes = 0;
  #elfCharacters = 0;
  #symbolBytes = 0;
  readonly #scratch = new Scratch();

  constructor(onIndex: OnIndex, mayStart = anyMayStart) {
    this.#onIndex = onIndex;
    this.#mayStart = mayStart;
  }

  entry(entry: FileEntry): ContentSink | undefined {
    this.#index.entries.push(entry);
    const wanted = toWantedContent(entry);
    if (wanted === undefined) return undefined;
    const isElf = wanted === "elf";
    if (!isElf && this.#textBytes + entry.sizeBytes > MAX_LAYER_TEXT_BYTES) {
      this.#index.unread.set(entry.path, "the layer has too many texts of this kind");
      return undefined;
    }
    if (!isElf) this.#textBytes += entry.sizeBytes;
    return new FileContent({
      sizeBytes: entry.sizeBytes,
      scratch: this.#scratch,
      maxBytes: isElf ? MAX_ELF_BYTES : MAX_TEXT_BYTES,
      onlyElf: isElf,
      onContent: (bytes) => this.#take(entry.path, wanted, bytes),
      onUnread: (reason) => this.#index.unread.set(entry.path, reason),
    });
  }

  end(executables: ReadonlyMap<string, string>): ((diffId: string) => void) | undefined {
    this.#scratch.free();
    return this.#onIndex({ ...this.#index, executables: new Map(executables) });
  }

  #take(path: string, wanted: WantedContent, bytes: Buffer): void {
    if (wanted === "elf") this.#takeElf(path, bytes);
    else if (wanted === "text") this.#takeText(path, bytes.toString("utf8"));
    else if (wanted === "copyright")
      this.#index.licences.set(path, parseDebianCopyright(bytes.toString("utf8")));
    else this.#index.certificates.set(path, parseCertificateBundle(bytes.toString("latin1")));
  }

  #takeText(path: string, text: string): void {
    if (BINARY.test(text)) this.#index.unread.set(path, "it is no text");
    else this.#index.texts.set(path, text);
  }

  #takeElf(path: string, bytes: Buffer): void {
    if (this.#elfCharacters > MAX_LAYER_ELF_CHARACTERS) {
      this.#index.unread.set(path, TOO_MANY_ELVES);
      return;
    }
    try {
      const tables = readElfTables(bytes);
      const head = toElfHead(tables);
      if (!isProgram(head)) {
        this.#keepElf(path, head);
        return;
      }
      if (!this.#mayStart(path)) {
        this.#keepElf(path, { ...head, crateList: readCrateList(tables) });
        return;
      }
      this.#symbolBytes += findSymbols(tables)?.sizeBytes ?? 0;
      if (this.#symbolBytes > MAX_LAYER_SYMBOL_BYTES) {
        this.#index.unread.set(path, TOO_MANY_ELVES);
        return;
      }
      const facts = inspectProgram(tables);
      facts.crateSizes?.crates.splice(MAX_KEPT_CRATES);
      this.#keepElf(path, toIndexedProgram(facts));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#index.unread.set(path, error.message);
    }
  }

  #keepElf(path: string, elf: IndexedElf): void {
    this.#elfCharacters += JSON.stringify(elf).length;
    if (this.#elfCharacters > MAX_LAYER_ELF_CHARACTERS) this.#index.unread.set(path, TOO_MANY_ELVES);
    else this.#index.elves.set(path, elf);
  }
}
