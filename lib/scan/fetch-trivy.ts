import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { toCandidates } from "../bases/references.ts";
import { besidePath } from "../beside-path.ts";
import type { Engine } from "../engine/types.ts";
import type { Env } from "../env.ts";
import { toAppError } from "../errors.ts";
import { askVersion, scannerUnavailable } from "./find-trivy.ts";

/** Trivy's own image; a static program lies in it. */
const IMAGE = "aquasec/trivy:0.74.0";
const PROGRAM = "usr/local/bin/trivy";

export type FetchOptions = {
  engine: Engine;
  env: Pick<Env, "IMAGE_DIET_REGISTRY_MIRROR" | "home">;
  platform: string;
  signal: AbortSignal;
};

/**
 * Lets the engine pull Trivy's official image and takes the program out of it into the state directory, where findTrivy
 * finds it from then on; the image goes again. Throws scanner-unavailable (no registry reached, no program in the image),
 * cancelled, engine-unavailable.
 */
export async function fetchTrivy(options: FetchOptions): Promise<void> {
  const folder = join(options.env.home, "trivy", "bin");
  await mkdir(folder, { recursive: true });
  const draft = besidePath(join(folder, "trivy"));
  const reference = await pullFirst(options);
  try {
    const archive = await options.engine.exportImage(reference);
    if (!(await takeProgram(archive, draft, options.signal))) {
      throw scannerUnavailable(`The image ${reference} holds no ${PROGRAM}.`);
    }
    const { version } = await askVersion(draft, "cache", options.signal);
    await rename(draft, join(folder, `trivy-${version}`));
  } finally {
    await rm(draft, { force: true });
    await options.engine.removeImage(reference).catch(() => {});
  }
}

async function pullFirst({ engine, env, platform, signal }: FetchOptions): Promise<string> {
  let refusal = "";
  for (const reference of toCandidates(IMAGE, env.IMAGE_DIET_REGISTRY_MIRROR)) {
    try {
      await engine.pull(reference, { platform, signal });
      return reference;
    } catch (error) {
      const failure = toAppError(error);
      if (failure.code !== "not-found" && failure.code !== "registry-unavailable") throw error;
      refusal = failure.message;
    }
  }
  throw scannerUnavailable(`Its image could not be pulled either: ${refusal}`);
}

/** Writes the program of the last layer that has one; false where none has. */
async function takeProgram(archive: Readable, path: string, signal: AbortSignal): Promise<boolean> {
  let isFound = false;
  const outer = extract();
  const reading = pipeline(archive, outer, { signal });
  for await (const entry of outer) {
    const layer = entry.header.type === "file" ? await openTar(entry) : undefined;
    if (layer) isFound = (await takeFromLayer(layer, path)) || isFound;
    entry.resume();
  }
  await reading;
  return isFound;
}

async function takeFromLayer(layer: Readable, path: string): Promise<boolean> {
  let isFound = false;
  const inner = extract();
  const reading = pipeline(layer, inner);
  for await (const entry of inner) {
    const isProgram = entry.header.type === "file" && entry.header.name.replace(/^\.?\/+/, "") === PROGRAM;
    if (isProgram) {
      await pipeline(entry, createWriteStream(path, { mode: 0o755 }));
      isFound = true;
    } else entry.resume();
  }
  await reading;
  return isFound;
}

/** A layer as a tar, unpacked where it is compressed; undefined for the configuration and the lists beside the layers. */
async function openTar(entry: AsyncIterable<unknown>): Promise<Readable | undefined> {
  const chunks = entry[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done || !Buffer.isBuffer(first.value)) return undefined;
  const start = first.value;
  const whole = Readable.from(
    (async function* () {
      yield start;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    })(),
    { objectMode: false },
  );
  if (start.length > 1 && start.readUInt16BE(0) === 0x1f8b) return whole.pipe(createGunzip());
  const isTar = start.length >= 262 && start.toString("latin1", 257, 262) === "ustar";
  if (isTar) return whole.pipe(new PassThrough());
  for await (const _rest of whole) {
    // Drained, so that the archive goes on.
  }
  return undefined;
}
