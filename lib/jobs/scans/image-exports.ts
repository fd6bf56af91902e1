import { rm } from "node:fs/promises";
import type { Engine } from "../../engine/types.ts";
import { AppError } from "../../errors.ts";
import { badArchive } from "../../oci/bad-archive.ts";
import type { ByteSource } from "../../oci/byte-source.ts";
import { SharedLayers } from "../../scan/shared-layers.ts";
import { unpackImages } from "../../scan/unpack-images.ts";
import { makeQuickFolder, makeWorkFolder, toFolderError } from "./work-folders.ts";

/** So long after the last one was asked for there seem to be no more to come; then they are looked at together. */
const GATHER_MS = 30;
/** What shares less is exported faster by two at a time than by one. */
const WORTH_SHARING_BYTES = 1024 * 1024;
const MAX_TOGETHER = 8;
const EXPORTS_AT_ONCE = 2;

export type HeldImage = {
  engine: Pick<Engine, "readImages">;
  /** By which the engine knows it. */
  name: string;
  imageId: string;
  layers: readonly { diffId: string; tarBytes: number }[];
};

export type ImageLayout = {
  kind: "layout";
  path: string;
  manifestDigest: string;
  /** Where other images that share its layers are looked at too. */
  shared?: SharedLayers | undefined;
};
type Exported = { layout: ImageLayout; release: () => Promise<void> };
type Asked = HeldImage & {
  signal: AbortSignal;
  resolve: (exported: Exported) => void;
  reject: (error: unknown) => void;
};

/**
 * Images out of the engine, as folders that are there for as long as they are used. The engine writes out a whole image
 * whatever of it is wanted, so those that share layers and are asked for together come in one export, in which each
 * layer is once.
 */
export class ImageExports {
  readonly #home: string;
  #waiting: Asked[] = [];
  #going = 0;
  #gathering: NodeJS.Timeout | undefined;

  constructor(home: string) {
    this.#home = home;
  }

  /** Does `work` with an image's files. Throws cancelled, disk-full, bad-archive and what the engine throws. */
  async use<T>(image: HeldImage, signal: AbortSignal, work: (layout: ImageLayout) => Promise<T>): Promise<T> {
    const { layout, release } = await this.#ask(image, signal);
    try {
      return await work(layout);
    } finally {
      await release();
    }
  }

  #ask(image: HeldImage, signal: AbortSignal): Promise<Exported> {
    return new Promise((resolve, reject) => {
      const cancel = () => reject(new AppError("cancelled", "The export of the image was cancelled."));
      if (signal.aborted) return cancel();
      signal.addEventListener("abort", cancel, { once: true });
      this.#waiting.push({ ...image, signal, resolve, reject });
      clearTimeout(this.#gathering);
      this.#gathering = setTimeout(() => this.#startWaiting(), GATHER_MS);
    });
  }

  #startWaiting(): void {
    this.#waiting = this.#waiting.filter(({ signal }) => !signal.aborted);
    while (this.#going < EXPORTS_AT_ONCE) {
      const together = this.#takeTogether();
      if (together.length === 0) return;
      this.#going += 1;
      void this.#exportEach(together).finally(() => {
        this.#going -= 1;
        this.#startWaiting();
      });
    }
  }

  /** The largest, as it takes longest, and those that share layers with it or with each other. */
  #takeTogether(): Asked[] {
    const [first, ...others] = this.#waiting.toSorted((a, b) => countBytes(b) - countBytes(a));
    if (!first) return [];
    const together = [first];
    for (let grown = true; grown; ) {
      const next = others.findIndex((other) => together.some((one) => shareLayers(one, other)));
      grown = next >= 0 && together.length < MAX_TOGETHER;
      if (grown) together.push(...others.splice(next, 1));
    }
    this.#waiting = others;
    return together;
  }

  /** Where several at once do not work, one of them is the reason: the others shall not suffer for it. */
  async #exportEach(asked: Asked[]): Promise<void> {
    try {
      await this.#export(asked);
    } catch (error) {
      const left = asked.filter(({ signal }) => !signal.aborted);
      if (asked.length === 1) for (const { reject } of left) reject(error);
      else for (const one of left) await this.#exportEach([one]);
    }
  }

  async #export(asked: Asked[]): Promise<void> {
    let archive: ByteSource | undefined;
    const onAbort = () => {
      if (asked.every(({ signal }) => signal.aborted)) archive?.destroy();
    };
    for (const { signal } of asked) signal.addEventListener("abort", onAbort, { once: true });
    const folder = await makeWorkFolder(this.#home);
    try {
      const [first] = asked;
      archive = await first?.engine.readImages(asked.map(({ name }) => name));
      onAbort();
      const manifests = archive ? await unpackImages(archive, folder) : new Map<string, string>();
      await hand(asked, manifests, folder, this.#home);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw toFolderError(error, this.#home);
    } finally {
      for (const { signal } of asked) signal.removeEventListener("abort", onAbort);
    }
  }
}

/** Gives each its image; the folders go with the last one that used them. */
async function hand(
  asked: Asked[],
  manifests: ReadonlyMap<string, string>,
  folder: string,
  home: string,
): Promise<void> {
  const found = asked.map((one) => {
    const manifestDigest = manifests.get(one.imageId);
    if (manifestDigest === undefined) throw badArchive(`it does not hold ${one.imageId}`);
    return { one, manifestDigest };
  });
  const quick = asked.length > 1 ? await makeQuickFolder(home) : undefined;
  const shared = quick === undefined ? undefined : new SharedLayers(quick);
  const folders = [folder, ...(quick === undefined ? [] : [quick])];
  let users = asked.length;
  const release = async () => {
    users -= 1;
    if (users === 0) for (const path of folders) await rm(path, { recursive: true, force: true });
  };
  for (const { one, manifestDigest } of found) {
    if (one.signal.aborted) await release();
    else one.resolve({ layout: { kind: "layout", path: folder, manifestDigest, shared }, release });
  }
}

function countBytes({ layers }: HeldImage): number {
  return layers.reduce((sum, { tarBytes }) => sum + tarBytes, 0);
}

function shareLayers(one: HeldImage, other: HeldImage): boolean {
  if (one.engine !== other.engine) return false;
  const large = one.layers.filter(({ tarBytes }) => tarBytes >= WORTH_SHARING_BYTES);
  return large.some(({ diffId }) => other.layers.some((layer) => layer.diffId === diffId));
}
