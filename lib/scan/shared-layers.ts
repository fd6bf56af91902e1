import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";

/** The name that Trivy gives to its answers about layers. */
const FILE = "fanal.db";

/**
 * What Trivy reads of the layers that several images share, read once: the first image is scanned alone and leaves it in
 * a file, each of the others begins with a copy, as Trivy lets only one process at a time at such a file. Works below an
 * empty `folder`, which the caller takes away.
 */
export class SharedLayers {
  readonly #folder: string;
  #first: Promise<string | undefined> | undefined;
  #used = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Does `work` with a folder for Trivy's answers about layers; where it fails for the first image, the next one is the
   * first. Throws cancelled while it waits for that one, and what `work` throws.
   */
  async use<T>(signal: AbortSignal, work: (layerCache: string) => Promise<T>): Promise<T> {
    while (this.#first) {
      const file = await orCancelled(this.#first, signal);
      if (file !== undefined) return this.#follow(file, work);
    }
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#first = promise;
    try {
      const folder = await this.#makeFolder();
      const answer = await work(folder);
      resolve(join(folder, FILE));
      return answer;
    } catch (error) {
      this.#first = undefined;
      resolve(undefined);
      throw error;
    }
  }

  async #follow<T>(file: string, work: (layerCache: string) => Promise<T>): Promise<T> {
    const folder = await this.#makeFolder();
    try {
      await copyFile(file, join(folder, FILE));
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #makeFolder(): Promise<string> {
    this.#used += 1;
    const folder = join(this.#folder, String(this.#used));
    await mkdir(folder);
    return folder;
  }
}

function orCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new AppError("cancelled", "The scan was cancelled before its turn."));
    if (signal.aborted) return cancel();
    signal.addEventListener("abort", cancel, { once: true });
    void promise.then(resolve).finally(() => signal.removeEventListener("abort", cancel));
  });
}
