import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { AppError } from "../errors.ts";
import { currentPlatform } from "../runs/current-platform.ts";
import { isVariantId } from "../variants/variants.ts";
import { readCargoFeatures } from "./cargo-features.ts";
import { describeProgram } from "./describe-program.ts";
import { findGivenSource } from "./find-given-source.ts";
import { listServices } from "./list-services.ts";
import { readProgram } from "./read-program.ts";
import { readSourceDigest } from "./read-source-digest.ts";
import type { ServiceImage, ServiceOverview, ServiceView } from "./schemas.ts";
import { serviceFolder } from "./service-folder.ts";

const row = z.object({
  serviceId: z.uuid(),
  recipe: z.string(),
  variant: z.string().refine(isVariantId),
  imageId: z.string(),
  sourceDigest: z.string(),
  sizeBytes: z.bigint().transform(Number),
  compressedBytes: z
    .bigint()
    .nullable()
    .transform((bytes) => (bytes === null ? undefined : Number(bytes))),
  isRemoved: z.boolean(),
  standIn: z.boolean(),
  finishedAt: z.date().transform((at) => at.toISOString()),
});

/**
 * The services that are not archived, each with what its source is now and the newest image of each variant and recipe:
 * that of the newest build which succeeded. Throws database-unavailable.
 */
export async function listServiceOverviews(database: Db = db()): Promise<ServiceOverview[]> {
  const services = await listServices(database);
  const rows = await withDatabaseErrors(
    () => database.$queryRaw<unknown[]>`
      SELECT DISTINCT ON (r."serviceId", r."recipeId", b."variant")
             r."serviceId", r."recipeId" AS "recipe", b."variant", b."finishedAt",
             i."imageId", i."sourceDigest", i."sizeBytes", i."compressedBytes", i."standIn",
             i."removedAt" IS NOT NULL AS "isRemoved"
        FROM "Build" b JOIN "Run" r ON r."id" = b."runId" JOIN "Image" i ON i."imageId" = b."imageId"
       WHERE b."status" = 'succeeded' AND b."finishedAt" IS NOT NULL
       ORDER BY r."serviceId", r."recipeId", b."variant", b."finishedAt" DESC`,
  );
  const images = Map.groupBy(z.array(row).parse(rows), (image) => image.serviceId);
  return Promise.all(
    services.map(async (service): Promise<ServiceOverview> => {
      const made = await readSource(database, service);
      const own = (images.get(service.id) ?? []).map(
        ({ serviceId: _, sourceDigest: builtFrom, ...image }): ServiceImage => ({
          ...image,
          isCurrent: made.source.digest === undefined ? undefined : builtFrom === made.source.digest,
        }),
      );
      return {
        service,
        ...present("given", findGivenSource(service)),
        ...made,
        images: own,
      };
    }),
  );
}

/** A source that cannot be read must not take the list away. */
async function readSource(
  database: Db,
  service: ServiceView,
): Promise<Pick<ServiceOverview, "source" | "features" | "program">> {
  try {
    if (service.kind !== "prebuilt") {
      const features = await readCargoFeatures(serviceFolder(service), service.package);
      return { source: { digest: await readSourceDigest(service) }, ...present("features", features) };
    }
    const file = await readProgram(service);
    const program = await describeProgram(database, file, await currentPlatform(database));
    return { source: { digest: file.digest }, program };
  } catch (error) {
    const isExpected = error instanceof AppError && error.code !== "internal";
    return { source: { problem: isExpected ? error.message : "Its source cannot be read here." } };
  }
}
