import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../elf/testing/seeded-random.ts";
import { AppError } from "../errors.ts";
import { ArchiveLimits } from "../oci/archive-limits.ts";
import { measureImage } from "../oci/measure-image.ts";
import { buildArchive } from "../oci/testing/build-archive.ts";
import { buildTar } from "../oci/testing/build-tar.ts";
import { randomLayers } from "../oci/testing/random-layers.ts";
import { explainSize } from "./explain-size.ts";
import { toFileTree } from "./file-tree.ts";
import { toImageContent } from "./image-content.ts";
import type { LayerIndex } from "./layer-index.ts";
import { decodeLayerIndex, encodeLayerIndex } from "./layer-index-codec.ts";
import { LayerIndexer } from "./layer-indexer.ts";
import { toTreemap } from "./treemap.ts";
import { findWaste } from "./waste.ts";

/** FUZZ_RUNS=100000 for a night of it. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const LONG = { timeout: 600_000 };
const LAYOUTS = ["docker-archive", "oci", "docker-and-oci"] as const;
const COMPRESSIONS = ["none", "gzip", "zstd"] as const;

type Random = (limit: number) => number;

function randomArchive(seed: number, random: Random): Buffer {
  const compression = COMPRESSIONS[random(COMPRESSIONS.length)] ?? "none";
  return buildArchive({
    layers: randomLayers(seed, random).map(buildTar),
    layout: LAYOUTS[random(LAYOUTS.length)] ?? "oci",
    compression: () => compression,
    config: { Entrypoint: ["/svc"] },
  }).bytes;
}

/** Bytes overwritten, put in, taken out or cut off, at a few places. */
function broken(bytes: Buffer, random: Random): Buffer {
  let result = bytes;
  for (let harms = 1 + random(4); harms > 0; harms -= 1) {
    const at = random(result.length + 1);
    const put = Buffer.from(Array.from({ length: 1 + random(600) }, () => random(256)));
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    const how = random(4);
    if (how === 0) result = before;
    else if (how === 1) result = Buffer.concat([before, put, after]);
    else if (how === 2) result = Buffer.concat([before, after.subarray(put.length)]);
    else result = Buffer.concat([before, put, after.subarray(put.length)]);
  }
  return result;
}

/** Measures and indexes as a worker does; undefined where it was refused as it should be. */
async function read(bytes: Buffer, chunkBytes: number): Promise<LayerIndex[] | undefined> {
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  };
  const indexes: LayerIndex[] = [];
  const openCollector = () => new LayerIndexer((index) => void indexes.push(index));
  const limits = new ArchiveLimits(64 * 1024 ** 2);
  try {
    const { layers } = await measureImage(Readable.from(pieces()), {
      baseDiffIds: [],
      openCollector,
      limits,
      compress: false,
    });
    return layers.flatMap(({ diffId }) => indexes.find((index) => index.diffId === diffId) ?? []);
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-archive") return undefined;
    throw error;
  }
}

describe("whatever an archive holds", () => {
  it("its files are told of, and the figures agree", LONG, async () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = seededRandom(seed);
      const indexes = await read(randomArchive(seed, random), 100 + random(5000));
      expect(indexes, `seed ${seed}`).toBeDefined();
      const image = toImageContent(
        (indexes ?? []).map((index) => ({
          content: decodeLayerIndex(encodeLayerIndex(index)),
          fromBase: false,
        })),
      );
      const size = explainSize(image, "svc");
      const layers = image.layers.map(({ content, fromBase }) => ({ fromBase, entries: content.entries }));
      const { reclaimableBytes } = findWaste(layers).all;
      expect(
        {
          parts: size.parts.reduce((sum, part) => sum + part.addedBytes, 0),
          tree: toFileTree(image, { type: "image" }).sizeBytes + reclaimableBytes,
          treemap: toTreemap(image, 5).sizeBytes,
        },
        `seed ${seed}`,
      ).toEqual({ parts: size.sizeBytes, tree: size.sizeBytes, treemap: size.sizeBytes });
    }
  });

  it("broken at any place it is read or refused, and nothing else", LONG, async () => {
    let refused = 0;
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = seededRandom(seed);
      const bytes = broken(randomArchive(seed, random), random);
      if ((await read(bytes, 100 + random(5000))) === undefined) refused += 1;
    }
    expect(refused).toBeGreaterThan(RUNS / 4);
  });
});
