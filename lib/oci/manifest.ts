import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Archive } from "./archive-reader.ts";
import { badArchive } from "./bad-archive.ts";
import { imageConfig, parseImageJson, tryParseJson } from "./image-config.ts";
import { type KnownFacts, type KnownImage, NotEnoughKnown } from "./known-layers.ts";
import type { LayerFacts, ReadLayer } from "./layer-reader.ts";
import type { ImageConfig } from "./types.ts";

const MAX_STACKED_FILES = 400_000;

const dockerManifest = z
  .array(z.object({ Config: z.string(), Layers: z.array(z.string()).nullable() }))
  .min(1);

const descriptor = z.object({
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  platform: z.object({ os: z.string(), architecture: z.string() }).partial().optional(),
});
const index = z.object({ manifests: z.array(descriptor).min(1) });
const manifest = z.object({ config: descriptor, layers: z.array(descriptor) });

export type ArchivedImage = {
  imageId: string;
  config: ImageConfig;
  configText: string;
  layers: LayerFacts[];
  manifestDigests: string[];
};

/** Paths in an archive, the layers' bottom first. */
export type ImagePaths = { config: string; layers: string[] };

const MAX_INDEXES = 4;

/** The image that was known, from an archive that was not read to its end. Throws bad-archive. */
export function findKnownImage(
  { config: bytes, read }: NonNullable<Archive["ended"]>,
  known: KnownImage,
): ArchivedImage {
  const parsed = parse(imageConfig, bytes, "its config");
  const layers = parsed.rootfs.diff_ids.map((diffId) => {
    const facts = known.facts.get(diffId) ?? read.get(diffId);
    if (facts === undefined) throw badArchive(`it has no layer ${diffId}, which its config names`);
    return facts;
  });
  checkStacked(layers);
  return {
    imageId: known.imageId,
    config: parsed,
    configText: bytes.toString("utf8"),
    layers,
    manifestDigests: [],
  };
}

/**
 * The image that an archive holds: by manifest.json (`docker save` of every engine), else by index.json (OCI layout).
 * Of several images the first. Throws bad-archive where parts are missing, or are not those that the config names, and
 * NotEnoughKnown where a layer that was passed over is none of the known ones.
 */
export function findImage(archive: Archive, known?: KnownFacts): ArchivedImage {
  const [paths] = listImagePaths(archive);
  if (!paths) throw badArchive("it holds no image");
  const { imageId, bytes, config: parsed } = readConfig(archive, paths);
  const diffIds = parsed.rootfs.diff_ids;
  const layers = diffIds.map((diffId, position) => {
    const layer = readLayer(archive, paths.layers[position] ?? "");
    if ("tarBytes" in layer) return findPassed(layer.tarBytes, known?.get(diffId));
    if (layer.diffId !== undefined && layer.diffId !== diffId)
      throw badArchive(`layer ${position + 1} is not the one that the config names`);
    return known?.get(diffId) ?? layer.identify(diffId);
  });
  checkStacked(layers);
  return {
    imageId,
    config: parsed,
    configText: bytes.toString("utf8"),
    layers,
    manifestDigests: listManifests(archive),
  };
}

/** The files of an archive are counted as they come, but it may name a layer a thousand times. */
function checkStacked(layers: readonly LayerFacts[]): void {
  const files = layers.reduce((sum, { entries }) => sum + entries.length, 0);
  if (files > MAX_STACKED_FILES) throw badArchive(`its layers hold more than ${MAX_STACKED_FILES} files`);
}

/**
 * Where the parts of an archive's images lie: of all by manifest.json (`docker save` of every engine), else of the first
 * by index.json (OCI layout). Throws bad-archive where neither leads to one.
 */
export function listImagePaths(archive: Pick<Archive, "findBlob">): ImagePaths[] {
  if (archive.findBlob("manifest.json")) {
    const images = parse(dockerManifest, readJson(archive, "manifest.json"), "manifest.json");
    return images.map((image) => ({ config: image.Config, layers: image.Layers ?? [] }));
  }
  if (!archive.findBlob("index.json")) throw badArchive("it has neither manifest.json nor index.json");
  const path = listManifests(archive).map(blobPath).at(-1) ?? "index.json";
  const found = manifest.safeParse(tryParseJson(readJson(archive, path))).data;
  if (!found) throw badArchive("its indexes do not lead to a manifest");
  return [
    {
      config: blobPath(found.config.digest),
      layers: found.layers.map((layer) => blobPath(layer.digest)),
    },
  ];
}

/** An image's config, and its imageId. Throws bad-archive where it names other layers than there are. */
export function readConfig(
  archive: Pick<Archive, "findBlob">,
  paths: ImagePaths,
): { imageId: string; bytes: Buffer; config: ImageConfig } {
  const bytes = readJson(archive, paths.config);
  const read = parse(imageConfig, bytes, paths.config);
  const { length } = read.rootfs.diff_ids;
  if (length !== paths.layers.length)
    throw badArchive(`it has ${paths.layers.length} layers where its config names ${length}`);
  return { imageId: `sha256:${createHash("sha256").update(bytes).digest("hex")}`, bytes, config: read };
}

/** The digests that lead from index.json to the image's manifest, the manifest's own last; none without index.json. */
function listManifests(archive: Pick<Archive, "findBlob">): string[] {
  const digests: string[] = [];
  let blob = archive.findBlob("index.json");
  while (blob?.type === "json" && digests.length < MAX_INDEXES) {
    const inner = index.safeParse(tryParseJson(blob.bytes)).data;
    // What BuildKit attests about an image stands beside it, for the platform "unknown".
    const images = inner?.manifests.filter((one) => one.platform?.os !== "unknown") ?? [];
    const next = images.find((one) => archive.findBlob(blobPath(one.digest))) ?? images[0];
    if (!next) break;
    digests.push(next.digest);
    blob = archive.findBlob(blobPath(next.digest));
  }
  return digests;
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(":", "/")}`;
}

function readJson(archive: Pick<Archive, "findBlob">, path: string): Buffer {
  const blob = archive.findBlob(path);
  if (blob?.type !== "json") throw badArchive(`${path} is missing or is no JSON`);
  return blob.bytes;
}

function findPassed(tarBytes: number, known: LayerFacts | undefined): LayerFacts {
  if (known?.tarBytes !== tarBytes)
    throw new NotEnoughKnown("A layer was taken for another one of the same length.");
  return known;
}

function readLayer(archive: Archive, path: string): ReadLayer | { tarBytes: number } {
  const blob = archive.findBlob(path);
  if (!blob) throw badArchive(`the layer ${path} is missing`);
  if (blob.type === "layer") return blob.layer;
  if (blob.type === "passed") return blob;
  if (blob.type === "unreadable" && blob.reason instanceof AppError) throw blob.reason;
  const reason = blob.type === "unreadable" && blob.reason instanceof Error ? `: ${blob.reason.message}` : "";
  throw badArchive(
    `the layer ${path} is no readable tar${reason}`,
    blob.type === "unreadable" && blob.reason,
  );
}

function parse<T>(schema: z.ZodType<T>, bytes: Buffer, path: string): T {
  try {
    return schema.parse(parseImageJson(bytes));
  } catch (cause) {
    throw badArchive(`${path} is not what it should be`, cause);
  }
}
