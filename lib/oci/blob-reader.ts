import { once } from "node:events";
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from "node:zlib";
import type { ArchiveLimits } from "./archive-limits.ts";
import { LayerReader, type OpenCollector, type ReadLayer } from "./layer-reader.ts";
import type { MayStart } from "./may-start.ts";
import { BLOCK_BYTES, hasHeaderChecksum } from "./tar-header.ts";

/** What one file of an image's archive turned out to be. */
export type Blob =
  | { type: "json"; bytes: Buffer }
  | { type: "layer"; layer: ReadLayer }
  /** A tar whose length told that it is a layer that is known. */
  | { type: "passed"; tarBytes: number }
  /** Neither; only an error where an image needs it. */
  | { type: "unreadable"; reason: unknown };

export type BlobOptions = {
  limits: ArchiveLimits;
  openCollector?: OpenCollector | undefined;
  mayStart: MayStart;
  compress: boolean;
  /** Find out by a layer's digest which one it is. */
  digest: boolean;
  /** A plain tar is most likely a layer that is known: it is passed over. */
  isKnown: boolean;
  /** Called as soon as a layer has been read to its end and its digest was made. */
  onLayer?: ((diffId: string) => void) | undefined;
};

type Decompressor = Gunzip | ZstdDecompress;

/**
 * Reads one file of an image's archive as it is pushed in and finds out by its first bytes what it is: JSON, or a layer
 * as a plain, gzip or zstd tar. A chunk is only valid during its call. Never throws: what is wrong is told by the blob.
 */
export class BlobReader {
  readonly #options: BlobOptions;
  #head: Buffer[] = [];
  #headBytes = 0;
  #json: Buffer[] | undefined;
  #jsonBytes = 0;
  #layer: LayerReader | undefined;
  #passedBytes: number | undefined;
  #decompressor: Decompressor | undefined;
  #unpacking: Promise<void> | undefined;
  #failure: { reason: unknown } | undefined;

  constructor(options: BlobOptions) {
    this.#options = options;
  }

  write(chunk: Buffer): void {
    if (this.#failure) return;
    if (this.#json || this.#layer || this.#passedBytes !== undefined) this.#take(chunk);
    else {
      this.#head.push(Buffer.from(chunk));
      this.#headBytes += chunk.length;
      if (this.#headBytes >= BLOCK_BYTES) this.#begin();
    }
  }

  /** True where whoever writes is to wait for `ready`; asked for every chunk, and nearly always false. */
  get isBusy(): boolean {
    if (this.#failure) return false;
    return this.#decompressor ? this.#decompressor.writableNeedDrain : this.#layer?.isBusy === true;
  }

  /** Resolves when more may be written without piling up. */
  async ready(): Promise<void> {
    if (!this.isBusy) return;
    if (this.#decompressor)
      await Promise.race([once(this.#decompressor, "drain"), this.#unpacking]).catch(() => {});
    else await this.#layer?.ready();
  }

  async end(): Promise<Blob> {
    if (!this.#json && !this.#layer && this.#passedBytes === undefined) this.#begin();
    try {
      if (this.#passedBytes !== undefined && !this.#failure)
        return { type: "passed", tarBytes: this.#passedBytes };
      if (this.#json && !this.#failure) return { type: "json", bytes: Buffer.concat(this.#json) };
      this.#decompressor?.end();
      await this.#unpacking;
      if (!this.#failure && this.#layer) return { type: "layer", layer: await this.#layer.end() };
    } catch (reason) {
      this.#fail(reason);
    }
    return { type: "unreadable", reason: this.#failure?.reason };
  }

  destroy(): void {
    this.#decompressor?.destroy();
    this.#layer?.destroy();
  }

  #begin(): void {
    const head = Buffer.concat(this.#head);
    this.#head = [];
    const decompressor = toDecompressor(head);
    if (isJson(head)) this.#json = [];
    else if (this.#options.isKnown && !decompressor) this.#passedBytes = 0;
    else {
      const { limits, openCollector, mayStart, onLayer, compress, digest } = this.#options;
      const collector = openCollector?.(mayStart);
      this.#layer = new LayerReader(limits, { collector, mayStart, compress, digest, onDiffId: onLayer });
      this.#decompressor = decompressor;
      if (this.#decompressor) this.#unpacking = this.#unpack(this.#decompressor, this.#layer);
    }
    this.#take(head);
  }

  #take(chunk: Buffer): void {
    try {
      if (this.#passedBytes !== undefined) {
        this.#options.limits.addBytes(chunk.length);
        this.#passedBytes += chunk.length;
      } else if (this.#json) {
        this.#jsonBytes += chunk.length;
        this.#options.limits.addJson(chunk.length, this.#jsonBytes);
        this.#json.push(Buffer.from(chunk));
      } else if (this.#decompressor) this.#decompressor.write(Buffer.from(chunk));
      else this.#layer?.write(chunk);
    } catch (reason) {
      this.#fail(reason);
    }
  }

  async #unpack(decompressor: Decompressor, layer: LayerReader): Promise<void> {
    try {
      for await (const chunk of decompressor) {
        layer.write(chunk);
        if (layer.isBusy) await layer.ready();
      }
    } catch (reason) {
      this.#fail(reason);
    }
  }

  #fail(reason: unknown): void {
    this.#failure ??= { reason };
    // what an engine attests about an image may be longer than all that is needed
    if (this.#json) this.#options.limits.dropJson(this.#jsonBytes);
    this.#json = this.#json && [];
    this.destroy();
  }
}

/** Whether a file of an archive that begins so is JSON. */
export function isJson(head: Buffer): boolean {
  return /^\s*[{[]/.test(head.toString("latin1", 0, 64)) && !hasHeaderChecksum(head);
}

function toDecompressor(head: Buffer): Decompressor | undefined {
  if (head.length >= 2 && head.readUInt16BE(0) === 0x1f8b) return createGunzip();
  if (head.length >= 4 && head.readUInt32BE(0) === 0x28b52ffd) return createZstdDecompress();
  return undefined;
}
