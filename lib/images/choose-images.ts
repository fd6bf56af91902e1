import { type Db, Prisma } from "../db/client.ts";

/** An image that a build made, and the different one that the same variant had before. */
export type ChosenImage = { imageId: string; variant: string; previousImageId: string | null };

export type Line = { serviceId: string; recipe: string };

/**
 * The newest image of each variant of a service and recipe, as of a time: that of the newest build which succeeded, so
 * that going back to earlier sources brings back the image they made.
 */
export async function chooseNewestImages(
  database: Db,
  line: Line & { variants: readonly string[]; at: Date | undefined },
): Promise<ChosenImage[]> {
  if (line.variants.length === 0) return [];
  const until = line.at ? Prisma.sql`AND b."finishedAt" <= ${line.at}` : Prisma.empty;
  return database.$queryRaw<ChosenImage[]>`
    WITH made AS (
      SELECT b."variant", b."imageId", b."finishedAt"
        FROM "Build" b JOIN "Run" r ON r."id" = b."runId"
       WHERE r."serviceId" = ${line.serviceId}::uuid AND r."recipeId" = ${line.recipe}
         AND b."variant" IN (${Prisma.join([...line.variants])})
         AND b."status" = 'succeeded' AND b."imageId" IS NOT NULL ${until}
    ), newest AS (
      SELECT DISTINCT ON ("variant") "variant", "imageId" FROM made ORDER BY "variant", "finishedAt" DESC
    )
    SELECT newest."imageId", newest."variant", (
        SELECT made."imageId" FROM made
         WHERE made."variant" = newest."variant" AND made."imageId" <> newest."imageId"
         ORDER BY made."finishedAt" DESC LIMIT 1
      ) AS "previousImageId"
      FROM newest`;
}

/** These images with the different one that came before each was first made; unknown ids are left out. */
export async function choosePreviousImages(
  database: Db,
  imageIds: readonly string[],
): Promise<ChosenImage[]> {
  if (imageIds.length === 0) return [];
  return database.$queryRaw<ChosenImage[]>`
    SELECT i."imageId", i."variant", (
        SELECT b."imageId" FROM "Build" b JOIN "Run" r ON r."id" = b."runId"
         WHERE r."serviceId" = i."serviceId" AND r."recipeId" = i."recipeId" AND b."variant" = i."variant"
           AND b."status" = 'succeeded' AND b."imageId" <> i."imageId" AND b."finishedAt" <= i."builtAt"
         ORDER BY b."finishedAt" DESC LIMIT 1
      ) AS "previousImageId"
      FROM "Image" i WHERE i."imageId" IN (${Prisma.join([...imageIds])})`;
}
