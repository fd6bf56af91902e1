import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { summariseProbes } from "../probes/summarise-probes.ts";
import { toComparedProbe } from "../probes/to-compared-probe.ts";
import { summariseScans } from "../scans/summarise-scans.ts";
import { isVariantId } from "../variants/variants.ts";
import { chooseCompared } from "./choose-compared.ts";
import type { ChosenImage } from "./choose-images.ts";
import { findImageId } from "./find-image-id.ts";
import { type CompareInput, type Comparison, compareInput } from "./schemas.ts";
import { summariseBuilds } from "./summarise-builds.ts";
import { summariseInsides } from "./summarise-insides.ts";
import { type ComparedImage, toComparison } from "./to-comparison.ts";
import { IMAGE_INCLUDE, toImageView } from "./to-image-view.ts";

/**
 * Images of one service side by side: the newest of each variant (as of `at`), those of one `run`, or `images` by id in
 * the order given. A comparison without any image has no columns and an empty `referenceImageId`.
 * Throws bad-input, not-found (service, recipe, run, image), database-unavailable.
 */
export async function compareImages(raw: CompareInput, database: Db = db()): Promise<Comparison> {
  const input = parseInput(compareInput, raw, "query");
  return withDatabaseErrors(async () => {
    const chosen = await chooseCompared(input, database);
    const images = await readImages(database, chosen.images);
    const [first] = images;
    const imageIds = images.map(({ image }) => image.imageId);
    const at = input.at === undefined ? undefined : new Date(input.at);
    const scans = await summariseScans(imageIds, { database, at });
    const probes = await summariseProbes(imageIds, { database, at });
    const insides = await summariseInsides(database, imageIds);
    const builds = await summariseBuilds(
      database,
      images.map(({ image }) => image),
    );
    const comparison = toComparison({
      service: first?.image.service ?? chosen.service,
      recipe: first?.image.recipe ?? chosen.recipe,
      recipeSummary: first?.image.recipeSummary ?? chosen.recipeSummary ?? chosen.recipe,
      ...(input.at === undefined ? {} : { at: new Date(input.at).toISOString() }),
      images,
      reference: await resolveReference(database, input.ref, images),
      missing: chosen.missing,
    });
    return {
      ...comparison,
      columns: comparison.columns.map((column) => ({
        ...column,
        ...present("scans", scans.get(column.image.imageId)),
        ...present("inside", insides.get(column.image.imageId)),
        ...present("build", builds.get(column.image.imageId)),
        ...present("probe", toComparedProbe(probes.get(column.image.imageId)?.latest)),
      })),
    };
  });
}

async function readImages(database: Db, chosen: readonly ChosenImage[]): Promise<ComparedImage[]> {
  const previousIds = chosen.flatMap((image) => image.previousImageId ?? []);
  const [rows, previous] = await Promise.all([
    database.image.findMany({
      where: { imageId: { in: chosen.map((image) => image.imageId) } },
      include: IMAGE_INCLUDE,
    }),
    database.image.findMany({
      where: { imageId: { in: previousIds } },
      select: { imageId: true, sizeBytes: true, compressedBytes: true },
    }),
  ]);
  return chosen.flatMap(({ imageId, previousImageId }) => {
    const row = rows.find((each) => each.imageId === imageId);
    const before = previous.find((each) => each.imageId === previousImageId);
    if (!row) return [];
    if (!before) return [{ image: toImageView(row) }];
    const { sizeBytes, compressedBytes } = before;
    return [
      {
        image: toImageView(row),
        previous: {
          imageId: before.imageId,
          sizeBytes: Number(sizeBytes),
          ...present("compressedBytes", compressedBytes === null ? null : Number(compressedBytes)),
        },
      },
    ];
  });
}

/** A variant as it is; an image id only where it is one of those compared. */
async function resolveReference(
  database: Db,
  reference: string | undefined,
  images: readonly ComparedImage[],
): Promise<string | undefined> {
  if (reference === undefined || isVariantId(reference)) return reference;
  if (!/^(sha256:)?[0-9a-f]{12,64}$/.test(reference)) {
    throw new AppError("bad-input", `\`ref\`: "${reference}" is neither a variant nor an image id.`, {
      field: "ref",
    });
  }
  const imageId = await findImageId(database, reference, "ref");
  if (images.some(({ image }) => image.imageId === imageId)) return imageId;
  throw new AppError("bad-input", `\`ref\`: image ${reference} is not among those compared.`, {
    field: "ref",
  });
}
