import type { z } from "zod";
import type { Db } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { runReference, whereRun } from "../runs/run-reference.ts";
import { findServiceRecipe } from "../services/find-service-recipe.ts";
import { getService } from "../services/get-service.ts";
import { DEFAULT_VARIANT_IDS, VARIANT_IDS, type VariantId } from "../variants/variants.ts";
import { type ChosenImage, chooseNewestImages, choosePreviousImages } from "./choose-images.ts";
import { findImageId } from "./find-image-id.ts";
import type { compareInput } from "./schemas.ts";

type Parsed = z.output<typeof compareInput>;

export type Chosen = {
  service: string;
  recipe: string;
  recipeSummary: string | undefined;
  images: ChosenImage[];
  missing: VariantId[];
};

/** The images that a comparison's input means. Throws bad-input, not-found. */
export function chooseCompared(input: Parsed, database: Db): Promise<Chosen> {
  if (input.images && input.images.length > 0) return chooseNamed(database, input, input.images);
  if (input.run !== undefined) return chooseOfRun(database, input, input.run);
  return chooseNewest(database, input);
}

async function chooseNewest(database: Db, input: Parsed): Promise<Chosen> {
  const service = await getService(input.service, database);
  const named = findServiceRecipe(service, input.recipe);
  // Nobody promised an image of a prebuilt program on each of the usual variants: it may not start there.
  const usual = named.recipe === undefined ? VARIANT_IDS : DEFAULT_VARIANT_IDS;
  const variants = input.variants ?? [...usual];
  const at = input.at === undefined ? undefined : new Date(input.at);
  const images = await chooseNewestImages(database, {
    serviceId: service.id,
    recipe: named.id,
    variants,
    at,
  });
  return {
    service: service.slug,
    recipe: named.id,
    recipeSummary: named.summary,
    images: inCatalogueOrder(images),
    missing: named.recipe === undefined && !input.variants ? [] : findMissing(variants, images),
  };
}

async function chooseOfRun(database: Db, input: Parsed, reference: string): Promise<Chosen> {
  const run = await database.run.findUnique({
    where: whereRun(parseInput(runReference, reference, "run")),
    include: { service: true, builds: { select: { variant: true, imageId: true } } },
  });
  if (!run) throw new AppError("not-found", `There is no run ${reference}.`);
  const wanted = run.builds.filter((build) => isWanted(build.variant, input.variants));
  const imageIds = wanted.flatMap((build) => build.imageId ?? []);
  const images = await choosePreviousImages(database, imageIds);
  return {
    service: run.service.slug,
    recipe: run.recipeId,
    recipeSummary: undefined,
    images: inCatalogueOrder(images),
    missing: findMissing(input.variants ?? wanted.map((build) => build.variant), images),
  };
}

async function chooseNamed(database: Db, input: Parsed, references: readonly string[]): Promise<Chosen> {
  const ids = await Promise.all(references.map((each) => findImageId(database, each, "images")));
  const images = await choosePreviousImages(database, ids);
  const services = await database.image.findMany({
    where: { imageId: { in: ids } },
    distinct: ["serviceId"],
    select: { service: { select: { slug: true } } },
  });
  const [service, other] = services.map((row) => row.service.slug);
  if (other !== undefined) {
    throw new AppError(
      "bad-input",
      `\`images\`: they are of ${service} and of ${other}; compare one service's.`,
      {
        field: "images",
      },
    );
  }
  const rank = (image: ChosenImage) => ids.indexOf(image.imageId);
  return {
    service: service ?? "",
    recipe: input.recipe,
    recipeSummary: undefined,
    images: images.toSorted((a, b) => rank(a) - rank(b)),
    missing: [],
  };
}

function isWanted(variant: string, variants: readonly string[] | undefined): boolean {
  return variants === undefined || variants.includes(variant);
}

function findMissing(variants: readonly string[], images: readonly ChosenImage[]): VariantId[] {
  const there = new Set(images.map((image) => image.variant));
  return VARIANT_IDS.filter((id) => variants.includes(id) && !there.has(id));
}

function inCatalogueOrder(images: readonly ChosenImage[]): ChosenImage[] {
  const ids: readonly string[] = VARIANT_IDS;
  return images.toSorted((a, b) => ids.indexOf(a.variant) - ids.indexOf(b.variant));
}
