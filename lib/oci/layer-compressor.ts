import { createHash } from "node:crypto";
import { once } from "node:events";
import { createGzip } from "node:zlib";

/** Measures the gzip level 6 blob of what is written to it; the blob itself is dropped as it comes. */
export class LayerCompressor {
  readonly #gzip = createGzip({ level: 6, chunkSize: 64 * 1024 });
  readonly #result: Promise<{ digest: string; compressedBytes: number }>;

  constructor() {
    const hash = createHash("sha256");
    let compressedBytes = 0;
    this.#gzip.on("data", (chunk: Buffer) => {
      hash.update(chunk);
      compressedBytes += chunk.length;
    });
    this.#result = once(this.#gzip, "end").then(() => ({
      digest: `sha256:${hash.digest("hex")}`,
      compressedBytes,
    }));
    // Whoever needs the result meets the error there.
    this.#result.catch(() => {});
  }

  /** The chunk is only valid during the call. */
  write(chunk: Buffer): void {
    this.#gzip.write(Buffer.from(chunk));
  }

  /** True where whoever writes is to wait for `ready`. */
  get isBusy(): boolean {
    return this.#gzip.writableNeedDrain;
  }

  /** Resolves when more may be written without piling up. */
  async ready(): Promise<void> {
    if (this.isBusy) await once(this.#gzip, "drain");
  }

  end(): Promise<{ digest: string; compressedBytes: number }> {
    this.#gzip.end();
    return this.#result;
  }

  destroy(): void {
    this.#gzip.destroy(new Error("no longer needed"));
  }
}
