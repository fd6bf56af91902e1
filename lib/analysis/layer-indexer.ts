import { inspectProgram } from "../elf/inspect-binary.ts";
import { isProgram } from "../elf/is-program.ts";
import { readElfTables, toElf } from "../elf/parse-elf.ts";
import { AppError } from "../errors.ts";
import type { FileEntry } from "../oci/file-entry.ts";
import type { ContentSink, LayerCollector } from "../oci/layer-reader.ts";
import { parseDebianCopyright } from "../packages/debian-copyright.ts";
import { parseCertificateBundle } from "./certificates.ts";
import { FileContent, Scratch } from "./file-content.ts";
import { type LayerIndex, toIndexedElf, toIndexedProgram } from "./layer-index.ts";
import { MAX_ELF_BYTES, MAX_TEXT_BYTES, toWantedContent, type WantedContent } from "./wanted-content.ts";

/** All texts of a layer together; a layer with more keeps the first ones. */
const MAX_LAYER_TEXT_BYTES = 48 * 1024 * 1024;
const MAX_KEPT_CRATES = 500;

/** Indexes one layer as its entries pass; `onIndex` gets the result. Never throws for what a layer holds. */
export class LayerIndexer implements LayerCollector {
  readonly #onIndex: (index: LayerIndex) => void;
  readonly #index: Omit<LayerIndex, "diffId"> = {
    entries: [],
    texts: new Map(),
    licences: new Map(),
    certificates: new Map(),
    elves: new Map(),
    executables: new Map(),
    unread: new Map(),
  };
  #textBytes = 0;
  readonly #scratch = new Scratch();

  constructor(onIndex: (index: LayerIndex) => void) {
    this.#onIndex = onIndex;
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

  end({ diffId, executables }: { diffId: string; executables: ReadonlyMap<string, string> }): void {
    this.#scratch.free();
    this.#onIndex({ ...this.#index, diffId, executables: new Map(executables) });
  }

  #take(path: string, wanted: WantedContent, bytes: Buffer): void {
    if (wanted === "elf") this.#takeElf(path, bytes);
    else if (wanted === "text") this.#index.texts.set(path, bytes.toString("utf8"));
    else if (wanted === "copyright")
      this.#index.licences.set(path, parseDebianCopyright(bytes.toString("utf8")));
    else this.#index.certificates.set(path, parseCertificateBundle(bytes.toString("latin1")));
  }

  #takeElf(path: string, bytes: Buffer): void {
    try {
      const tables = readElfTables(bytes);
      const elf = toElf(tables);
      if (!isProgram(elf)) {
        this.#index.elves.set(path, toIndexedElf(elf));
        return;
      }
      const facts = inspectProgram(tables, elf);
      facts.crateSizes?.crates.splice(MAX_KEPT_CRATES);
      this.#index.elves.set(path, toIndexedProgram(facts));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#index.unread.set(path, error.message);
    }
  }
}
