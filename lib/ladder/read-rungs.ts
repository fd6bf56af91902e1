import type { Db } from "../db/client.ts";
import { present, presentTime, toBytes } from "../db/fields.ts";
import { chooseNewestImages } from "../images/choose-images.ts";
import { breakdown } from "../images/schemas.ts";
import { RUN_INCLUDE, toRunViews } from "../runs/read-runs.ts";
import type { BuildView } from "../runs/schemas.ts";
import type { Rung } from "./ladders.ts";
import { keyOf } from "./rung-key.ts";
import type { RungImage } from "./schemas.ts";

/** The newest image of each rung that has one, by keyOf; `sourceDigest` is the source as it is now. */
export async function readImages(
  database: Db,
  serviceId: string,
  rungs: readonly Rung[],
  sourceDigest: string | undefined,
): Promise<Map<string, RungImage>> {
  const byRecipe = Map.groupBy(rungs, (rung) => rung.recipe);
  const chosen = await Promise.all(
    [...byRecipe].map(async ([recipe, own]) => {
      const variants = own.map((rung) => rung.variant);
      const images = await chooseNewestImages(database, { serviceId, recipe, variants, at: undefined });
      return images.map(({ imageId, variant }) => ({ imageId, key: keyOf({ variant, recipe }) }));
    }),
  );
  const rows = await database.image.findMany({
    where: { imageId: { in: chosen.flat().map((each) => each.imageId) } },
  });
  const found = new Map<string, RungImage>();
  for (const { imageId, key } of chosen.flat()) {
    const row = rows.find((each) => each.imageId === imageId);
    if (!row) continue;
    found.set(key, {
      imageId,
      sizeBytes: toBytes(row.sizeBytes),
      ...present("compressedBytes", row.compressedBytes === null ? null : toBytes(row.compressedBytes)),
      breakdown: breakdown.parse(row.breakdown),
      builtAt: row.builtAt.toISOString(),
      ...presentTime("removedAt", row.removedAt),
      standIn: row.standIn,
      ...present("isCurrent", sourceDigest === undefined ? undefined : row.sourceDigest === sourceDigest),
    });
  }
  return found;
}

export type RungBuild = { run: number; view: BuildView };

/** The newest build of each rung that ever had one, by keyOf. */
export async function readBuilds(
  database: Db,
  serviceId: string,
  rungs: readonly Rung[],
): Promise<Map<string, RungBuild>> {
  const newest = await database.$queryRaw<{ id: string; runId: string }[]>`
    SELECT DISTINCT ON (r."recipeId", b."variant") b."id", b."runId"
      FROM "Build" b JOIN "Run" r ON r."id" = b."runId"
     WHERE r."serviceId" = ${serviceId}::uuid AND r."recipeId" = ANY(${rungs.map((rung) => rung.recipe)})
       AND b."variant" = ANY(${rungs.map((rung) => rung.variant)})
     ORDER BY r."recipeId", b."variant", b."createdAt" DESC`;
  const rows = await database.run.findMany({
    where: { id: { in: [...new Set(newest.map((each) => each.runId))] } },
    include: RUN_INCLUDE,
  });
  const ids = new Set(newest.map((each) => each.id));
  const found = new Map<string, RungBuild>();
  for (const run of await toRunViews(database, rows, true)) {
    for (const view of run.builds.filter((build) => ids.has(build.id))) {
      found.set(keyOf({ variant: view.variant, recipe: run.recipe }), { run: run.number, view });
    }
  }
  return found;
}
