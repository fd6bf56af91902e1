import { Readable } from "node:stream";
import fc from "fast-check";
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
import { CollectedIndexes } from "./testing/collected-indexes.ts";
import { toTreemap } from "./treemap.ts";
import { findWaste } from "./waste.ts";

/** FUZZ_RUNS=100000 for a night of it. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const LONG = { timeout: 600_000 };
const LAYOUTS = ["docker-archive", "oci", "docker-and-oci"] as const;
const COMPRESSIONS = ["none", "gzip", "zstd"] as const;

/** An archive of random layers; the same seed makes the same one. */
const ANY_ARCHIVE = fc
  .record({
    seed: fc.nat(),
    layout: fc.constantFrom(...LAYOUTS),
    compression: fc.constantFrom(...COMPRESSIONS),
  })
  .map(({ seed, layout, compression }) => {
    const layers = randomLayers(seed, seededRandom(seed)).map(buildTar);
    return buildArchive({ layers, layout, compression: () => compression, config: { Entrypoint: ["/svc"] } })
      .bytes;
  });

const ANY_CHUNK = fc.integer({ min: 100, max: 5000 });

/** What goes wrong at one place of an archive. */
const ANY_HARM = fc.record({
  how: fc.constantFrom("cut", "put in", "taken out", "overwritten"),
  where: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 600 }),
});
type Harm = typeof ANY_HARM extends fc.Arbitrary<infer T> ? T : never;

function harm(archive: Buffer, { how, where, bytes }: Harm): Buffer {
  const at = Math.floor(where * archive.length);
  const [before, after] = [archive.subarray(0, at), archive.subarray(at)];
  if (how === "cut") return before;
  if (how === "put in") return Buffer.concat([before, bytes, after]);
  if (how === "taken out") return Buffer.concat([before, after.subarray(bytes.length)]);
  return Buffer.concat([before, bytes, after.subarray(bytes.length)]);
}

/** Measures and indexes as a worker does; undefined where it was refused as it should be. */
async function read(bytes: Buffer, chunkBytes: number): Promise<LayerIndex[] | undefined> {
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  };
  const indexes = new CollectedIndexes();
  const limits = new ArchiveLimits(64 * 1024 ** 2);
  try {
    const { layers } = await measureImage(Readable.from(pieces()), {
      baseDiffIds: [],
      openCollector: indexes.open,
      limits,
      compress: false,
    });
    return indexes.of(layers);
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-archive") return undefined;
    throw error;
  }
}

describe("whatever an archive holds", () => {
  it("its files are told of, and the figures agree", LONG, async () => {
    const property = fc.asyncProperty(ANY_ARCHIVE, ANY_CHUNK, async (archive, chunkBytes) => {
      const indexes = await read(archive, chunkBytes);
      if (indexes === undefined) throw new Error("a sound archive was refused");
      const encoded = await Promise.all(indexes.map(encodeLayerIndex));
      const image = toImageContent(
        encoded.map((bytes) => ({ content: decodeLayerIndex(bytes), fromBase: false })),
      );
      const size = explainSize(image, "svc");
      const layers = image.layers.map(({ content, fromBase }) => ({ fromBase, entries: content.entries }));
      const { reclaimableBytes } = findWaste(layers).all;
      expect({
        parts: size.parts.reduce((sum, part) => sum + part.addedBytes, 0),
        tree: toFileTree(image, { type: "image" }).sizeBytes + reclaimableBytes,
        treemap: toTreemap(image, 5).sizeBytes,
      }).toEqual({ parts: size.sizeBytes, tree: size.sizeBytes, treemap: size.sizeBytes });
    });
    await fc.assert(property, { numRuns: RUNS });
  });

  it("broken at any place it is read or refused, and nothing else", LONG, async () => {
    let refused = 0;
    const harms = fc.array(ANY_HARM, { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(ANY_ARCHIVE, harms, ANY_CHUNK, async (archive, list, chunkBytes) => {
      if ((await read(list.reduce(harm, archive), chunkBytes)) === undefined) refused += 1;
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(refused).toBeGreaterThan(RUNS / 4);
  });
});
