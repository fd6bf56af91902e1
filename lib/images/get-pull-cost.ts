import { z } from "zod";
import { type PulledImage, toPullCosts } from "../analysis/pull-cost.ts";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { VARIANT_IDS } from "../variants/variants.ts";
import { chooseNewestImages } from "./choose-images.ts";
import { findImageId } from "./find-image-id.ts";
import type { PullView } from "./schemas-pull.ts";

const input = z.object({ imageId: z.string().max(100) });

type Pulled = PulledImage & { variant: string; baseDiffIds: string[]; isMeasured: boolean };

/**
 * What a pull of this image costs an empty host, one that has its base, and hosts that have the newest image of another
 * variant: layers with the same diffId are not sent again. Throws bad-input, not-found, database-unavailable.
 */
export async function getPullCost(raw: z.input<typeof input>, database: Db = db()): Promise<PullView> {
  const { imageId: reference } = parseInput(input, raw, "query");
  return withDatabaseErrors(async () => {
    const imageId = await findImageId(database, reference, "imageId");
    const found = await readImages(database, imageId);
    if (!found.some((image) => image.imageId === imageId && image.isMeasured)) return { imageId, beside: [] };
    const images = found.filter(({ isMeasured }) => isMeasured);
    const own = images.find((image) => image.imageId === imageId);
    const cost = toPullCosts(images).costs.find((each) => each.imageId === imageId);
    if (own === undefined || cost === undefined)
      throw new AppError("not-found", `There is no image ${reference}.`);
    const { emptyHostBytes, ownBytes, besideBytes } = cost;
    const base: PulledImage = {
      imageId: "base",
      layers: own.layers.filter(({ diffId }) => own.baseDiffIds.includes(diffId)),
    };
    const besideBase = toPullCosts([own, base]).costs[0]?.besideBytes.base;
    return {
      imageId,
      emptyHostBytes,
      ...(own.baseDiffIds.length > 0 && besideBase !== undefined && { besideBaseBytes: besideBase }),
      ownBytes,
      beside: images
        .filter((image) => image.imageId !== imageId)
        .map((image) => {
          const pullBytes = besideBytes[image.imageId] ?? emptyHostBytes;
          const { variant } = image;
          return { imageId: image.imageId, variant, pullBytes, sharedBytes: emptyHostBytes - pullBytes };
        }),
    };
  });
}

/** The image and the newest of the other variants, in the catalogue's order. */
async function readImages(database: Db, imageId: string): Promise<Pulled[]> {
  const line = await database.image.findUniqueOrThrow({ where: { imageId } });
  const newest = await chooseNewestImages(database, {
    serviceId: line.serviceId,
    recipe: line.recipeId,
    variants: VARIANT_IDS.filter((variant) => variant !== line.variant),
    at: undefined,
  });
  const rows = await database.image.findMany({
    where: { imageId: { in: [imageId, ...newest.map((image) => image.imageId)] } },
    select: {
      imageId: true,
      variant: true,
      layers: {
        select: { diffId: true, fromBase: true, layer: { select: { compressedBytes: true } } },
        orderBy: { index: "asc" },
      },
    },
  });
  const order: readonly string[] = VARIANT_IDS;
  return rows
    .toSorted((a, b) => order.indexOf(a.variant) - order.indexOf(b.variant))
    .map(({ layers, ...image }) => ({
      ...image,
      isMeasured: layers.every(({ layer }) => layer.compressedBytes !== null),
      layers: layers.map(({ diffId, layer }) => ({
        diffId,
        compressedBytes: Number(layer.compressedBytes ?? 0),
      })),
      baseDiffIds: layers.flatMap(({ diffId, fromBase }) => (fromBase ? [diffId] : [])),
    }));
}
