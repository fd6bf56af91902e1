import { buildLab, resolveBaseArguments } from "../lib/bases/testing/lab-build.ts";
import type { Db } from "../lib/db/client.ts";
import type { Engine } from "../lib/engine/types.ts";
import { LayerContents } from "../lib/jobs/layer-contents.ts";
import { measureHeld } from "../lib/jobs/measure-held.ts";
import { storeLayers } from "../lib/jobs/store-image.ts";
import { measureImage } from "../lib/oci/measure-image.ts";
import { placeImage } from "../lib/scans/testing/place-image.ts";
import { STANDARD_RECIPE, toBuildArguments } from "../lib/variants/recipes.ts";
import { DEFAULT_VARIANT_IDS, type VariantId } from "../lib/variants/variants.ts";

/** What a compiler is told differently makes another binary on the same base. */
const OPTIMISATIONS = ["3", "2", "1", "s", "z"] as const;

export type FiveImages = { title: string; tags: string[]; imageIds: string[] };

/** `tiny` in the five variants, which share few layers; and five builds of it on debian-slim, which share their base. */
export async function buildFiveTwice(engine: Engine): Promise<FiveImages[]> {
  const bases = await resolveBaseArguments(engine);
  const build = async (title: string, five: { variant: VariantId; optLevel: string }[]) => {
    const images: FiveImages = { title, tags: [], imageIds: [] };
    for (const [index, { variant, optLevel }] of five.entries()) {
      const tag = `imagediet.local/bench/scan-${process.pid}:${variant}-${index}`;
      const { imageId } = await buildLab(engine, "tiny", variant, bases, {
        tag,
        buildArguments: { ...toBuildArguments(STANDARD_RECIPE), OPT_LEVEL: optLevel },
      });
      images.tags.push(tag);
      images.imageIds.push(imageId);
      console.error(`built ${tag}`);
    }
    return images;
  };
  return [
    await build(
      "five variants",
      DEFAULT_VARIANT_IDS.map((variant) => ({ variant, optLevel: "3" })),
    ),
    await build(
      "five builds on one base",
      OPTIMISATIONS.map((optLevel) => ({ variant: "debian-slim", optLevel })),
    ),
  ];
}

/** Stores them as a worker does that has built them. */
export async function storeImages(db: Db, engine: Engine, imageIds: readonly string[]): Promise<void> {
  const { id: engineId } = await engine.info();
  const { signal } = new AbortController();
  for (const imageId of imageIds) {
    const contents = new LayerContents();
    const options = { baseDiffIds: [], signal, contents };
    const { layers } = await measureHeld({ db, tools: { measureImage } }, engine, imageId, options);
    await db.$transaction((tx) => storeLayers(tx, layers, contents));
    const diffIds = layers.map(({ diffId }) => diffId);
    await placeImage(db, { imageId, diffIds, engineId, binaryPath: "/service" });
  }
}
