import type { ArchiveLimits } from "./archive-limits.ts";
import { isCertificatePath } from "./certificate-paths.ts";
import { type Digest, digestThread } from "./digest-thread.ts";
import { type FileEntry, isExecutable } from "./file-entry.ts";
import { LayerCompressor } from "./layer-compressor.ts";
import type { MayStart } from "./may-start.ts";
import { type TarEntry, TarReader } from "./tar-reader.ts";
import { toFileEntry } from "./to-file-entry.ts";

/** Gets a file's content as it passes; a chunk is only valid during its call. */
export type ContentSink = { write(chunk: Buffer): void; end(): void };

/** Is shown every entry of one layer, in the tar's order, and may ask for the content of files. */
export type LayerCollector = {
  entry(entry: FileEntry): ContentSink | undefined;
  /**
   * After the last entry, with the SHA-256 of the executable files that the image may start; not called for what turned
   * out to be no layer. What it gives back is told which layer that was, where it is one of the image's.
   */
  end(executables: ReadonlyMap<string, string>): ((diffId: string) => void) | undefined;
};

/** Called once for each file that may be a layer, with which programs are to be looked into. */
export type OpenCollector = (mayStart: MayStart) => LayerCollector;

/** What one layer's bytes are, before it is known which image it belongs to. */
export type ReadLayer = {
  /** Absent where no digest was asked for: where the layer lies then tells which one it is. */
  diffId: string | undefined;
  identify(diffId: string): LayerFacts;
};

export type LayerFacts = {
  diffId: string;
  tarBytes: number;
  /** Of the gzip level 6 blob; absent where it was not asked for. */
  digest: string | undefined;
  compressedBytes: number | undefined;
  sizeBytes: number;
  fileCount: number;
  certificatesBytes: number;
  /** What stacking layers needs. */
  entries: LayerFile[];
  /** SHA-256 of those executable files that the image may start, by path. */
  executables: Map<string, string>;
};

export type LayerFile = Pick<FileEntry, "path" | "kind" | "sizeBytes" | "mode" | "linkTarget">;

export type LayerReaderOptions = {
  collector: LayerCollector | undefined;
  mayStart: MayStart;
  /** Find out what a pull of the layer costs too, which takes many times as long as the rest. */
  compress: boolean;
  /** Find out which layer it is by its digest. */
  digest: boolean;
  /** Called as soon as the last byte is read and the digest was made. */
  onDiffId: ((diffId: string) => void) | undefined;
};

/** Reads one layer from its uncompressed bytes. Throws bad-archive from write and end. */
export class LayerReader {
  readonly #limits: ArchiveLimits;
  readonly #collector: LayerCollector | undefined;
  readonly #mayStart: MayStart;
  readonly #onDiffId: ((diffId: string) => void) | undefined;
  readonly #digest: Digest | undefined;
  readonly #compressor: LayerCompressor | undefined;
  readonly #tar: TarReader;
  readonly #entries: LayerFile[] = [];
  readonly #executables = new Map<string, Promise<string>>();
  #tarBytes = 0;
  #sizeBytes = 0;
  #fileCount = 0;
  #certificatesBytes = 0;
  #content: ContentSink | undefined;
  #executable: { path: string; digest: Digest } | undefined;

  constructor(limits: ArchiveLimits, options: LayerReaderOptions) {
    this.#limits = limits;
    this.#collector = options.collector;
    this.#mayStart = options.mayStart;
    this.#onDiffId = options.onDiffId;
    this.#digest = options.digest ? digestThread.open() : undefined;
    this.#compressor = options.compress ? new LayerCompressor() : undefined;
    this.#tar = new TarReader({
      entry: (entry) => this.#entry(entry),
      data: (chunk) => {
        this.#executable?.digest.update(chunk);
        this.#content?.write(chunk);
      },
      entryEnd: () => this.#entryEnd(),
    });
  }

  write(chunk: Buffer): void {
    this.#limits.addBytes(chunk.length);
    this.#tarBytes += chunk.length;
    this.#digest?.update(chunk);
    this.#compressor?.write(chunk);
    this.#tar.write(chunk);
  }

  /** True where whoever writes is to wait for `ready`. */
  get isBusy(): boolean {
    return digestThread.isBusy || this.#compressor?.isBusy === true;
  }

  async ready(): Promise<void> {
    await digestThread.ready();
    await this.#compressor?.ready();
  }

  async end(): Promise<ReadLayer> {
    this.#tar.finish();
    const digest = this.#digest?.end();
    digestThread.flush();
    const diffId = digest && `sha256:${await digest}`;
    const executables = new Map<string, string>();
    for (const [path, digest] of this.#executables) executables.set(path, await digest);
    const tell = this.#collector?.end(executables);
    if (diffId !== undefined) this.#onDiffId?.(diffId);
    const facts = {
      tarBytes: this.#tarBytes,
      sizeBytes: this.#sizeBytes,
      fileCount: this.#fileCount,
      certificatesBytes: this.#certificatesBytes,
      entries: this.#entries,
      executables,
      ...((await this.#compressor?.end()) ?? { digest: undefined, compressedBytes: undefined }),
    };
    return {
      diffId,
      identify: (diffId) => {
        tell?.(diffId);
        return { diffId, ...facts };
      },
    };
  }

  destroy(): void {
    this.#digest?.drop();
    this.#executable?.digest.drop();
    this.#compressor?.destroy();
  }

  #entry(tarEntry: TarEntry): void {
    this.#limits.addEntry(tarEntry);
    const entry = toFileEntry(tarEntry);
    const { path, kind, sizeBytes } = entry;
    // the collector's own object: of hundreds of thousands of files there should be one each
    this.#entries.push(entry);
    // From the tar's header: the marker file of a whiteout may have content too.
    this.#sizeBytes += tarEntry.sizeBytes;
    this.#content = this.#collector?.entry(entry);
    if (kind !== "file") return;
    this.#fileCount += 1;
    if (isCertificatePath(path)) this.#certificatesBytes += sizeBytes;
    // What is stored of a sparse file is not its content.
    if (isExecutable(entry) && !tarEntry.sparse && this.#mayStart(path))
      this.#executable = { path, digest: digestThread.open() };
  }

  #entryEnd(): void {
    if (this.#executable) {
      this.#executables.set(this.#executable.path, this.#executable.digest.end());
      this.#executable = undefined;
    }
    this.#content?.end();
    this.#content = undefined;
  }
}
