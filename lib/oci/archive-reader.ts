import { createHash } from "node:crypto";
import { AppError } from "../errors.ts";
import { ArchiveLimits } from "./archive-limits.ts";
import { followLinks, toLinkTarget } from "./archive-links.ts";
import { badArchive } from "./bad-archive.ts";
import { type Blob, BlobReader } from "./blob-reader.ts";
import { type ByteSource, takeEach } from "./byte-source.ts";
import { isImageConfig } from "./image-config.ts";
import { findByPath, hasKnownLength, type KnownFacts, type KnownImage } from "./known-layers.ts";
import type { LayerFacts, OpenCollector } from "./layer-reader.ts";
import { anyMayStart, toMayStart } from "./may-start.ts";
import { TarReader } from "./tar-reader.ts";
import { normalisePath } from "./to-file-entry.ts";

const MAX_FILES = 10_000;
const MAX_UNFINISHED = 8;

export type ArchiveOptions = {
  signal?: AbortSignal | undefined;
  openCollector?: OpenCollector | undefined;
  limits?: ArchiveLimits | undefined;
  /** False where the figures are wanted soon: what layers weigh as gzip then stays unknown. */
  compress?: boolean | undefined;
  /**
   * What is known of the image that an engine is asked for. Layers that were read before are not read again, and reading
   * ends as soon as there is nothing new. Where all of them are new, the engine is believed which one is which, and no
   * digest is made of them before they are compressed. Of programs only the one that it starts is looked into.
   */
  known?: KnownImage | undefined;
};

/** The files of an image's archive by their path in it. */
export type Archive = {
  findBlob(path: string): Blob | undefined;
  /** The image that was `known`, where nothing new was left and reading ended early: its config and its new layers. */
  ended?: { config: Buffer; read: KnownFacts };
};

/**
 * Reads an image's archive in one pass with bounded memory: layers may come before or after what names them. Throws
 * bad-archive, cancelled, and whatever error the source itself ends with.
 */
export async function readArchive(source: ByteSource, options: ArchiveOptions = {}): Promise<Archive> {
  const { signal, openCollector, known, compress = true, limits = new ArchiveLimits() } = options;
  const blobs = new Map<string, Promise<Blob>>();
  const links = new Map<string, string>();
  const unfinished = new Set<Promise<Blob>>();
  const readers = new Set<BlobReader>();
  const unread = new Set(known?.diffIds.filter((diffId) => !known.facts.has(diffId)));
  const mayStart = known ? toMayStart(known.program) : anyMayStart;
  const digest = compress || known === undefined || known.facts.size > 0;
  let config: Buffer | undefined;
  let current: { path: string; reader: BlobReader } | undefined;

  const tar = new TarReader({
    entry(entry) {
      if (blobs.size + links.size >= MAX_FILES) throw badArchive(`it holds more than ${MAX_FILES} files`);
      const path = normalisePath(entry.name);
      const target = toLinkTarget(path, entry);
      if (target !== undefined) links.set(path, target);
      if (entry.kind !== "file" || path === "") return;
      const layer = findByPath(known, path);
      if (layer) {
        const identify = () => layer;
        blobs.set(path, Promise.resolve({ type: "layer", layer: { diffId: layer.diffId, identify } }));
        return;
      }
      const isKnown = hasKnownLength(known, entry.sizeBytes);
      const onLayer = (diffId: string) => void unread.delete(diffId);
      current = {
        path,
        reader: new BlobReader({ limits, openCollector, mayStart, compress, digest, isKnown, onLayer }),
      };
      readers.add(current.reader);
    },
    data: (chunk) => current?.reader.write(chunk),
    entryEnd() {
      if (!current) return;
      const { path, reader } = current;
      const blob = reader.end();
      blobs.set(path, blob);
      unfinished.add(blob);
      void blob.then((finished) => {
        if (known && isConfig(finished, known.imageId)) config = finished.bytes;
        unfinished.delete(blob);
        readers.delete(reader);
      });
      current = undefined;
    },
  });

  /** Then only the layers' digests may not be there yet. */
  const isAllRead = () => config !== undefined && unread.size <= unfinished.size;
  /** Whether more is wanted then. */
  const catchUp = async () => {
    await current?.reader.ready();
    while (unfinished.size > MAX_UNFINISHED) await Promise.race(unfinished);
    if (isAllRead()) await Promise.all(unfinished);
    return config === undefined || unread.size > 0;
  };
  const stop = () => source.destroy(new AppError("cancelled", "Measuring the image was cancelled."));
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    await takeEach(source, (chunk) => {
      tar.write(chunk);
      // an engine closes its answer only when what it had written to its disk is gone again
      if (tar.hasEnded) return false;
      if (current?.reader.isBusy || unfinished.size > MAX_UNFINISHED || isAllRead()) return catchUp();
      return true;
    });
    const hasEnded = config !== undefined && unread.size === 0;
    if (!hasEnded) tar.finish();
    const finished = new Map<string, Blob>();
    for (const [path, blob] of blobs) finished.set(path, await blob);
    signal?.throwIfAborted();
    const findBlob = (path: string) => finished.get(followLinks(links, normalisePath(path)));
    if (!known || config === undefined || unread.size > 0) return { findBlob };
    return { findBlob, ended: { config, read: toNewLayers(finished, known.facts) } };
  } catch (error) {
    if (signal?.aborted)
      throw new AppError("cancelled", "Measuring the image was cancelled.", { cause: error });
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    for (const reader of readers) reader.destroy();
    source.destroy();
  }
}

/** The layers whose digests were made and that were not known: short ones are read although they are. */
function toNewLayers(blobs: ReadonlyMap<string, Blob>, known: KnownFacts): KnownFacts {
  const facts = new Map<string, LayerFacts>();
  for (const blob of blobs.values()) {
    const diffId = blob.type === "layer" ? blob.layer.diffId : undefined;
    if (blob.type !== "layer" || diffId === undefined || known.has(diffId)) continue;
    facts.set(diffId, blob.layer.identify(diffId));
  }
  return facts;
}

/** An engine with a containerd image store names an image by its manifest, which is no config. */
function isConfig(blob: Blob, imageId: string): blob is Extract<Blob, { type: "json" }> {
  if (blob.type !== "json") return false;
  const digest = `sha256:${createHash("sha256").update(blob.bytes).digest("hex")}`;
  return digest === imageId && isImageConfig(blob.bytes);
}
