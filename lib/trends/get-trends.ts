import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { findServiceRecipe } from "../services/find-service-recipe.ts";
import { getService } from "../services/get-service.ts";
import { readTrendBuilds } from "./read-builds.ts";
import { ALL_RECIPES, type Trends, type TrendsInput, trendsInput } from "./schemas.ts";
import { toTrends } from "./to-trends.ts";

/**
 * How a service's images came along: size, layers, findings (with what was seen) and build time of each variant over its
 * builds, in bytes and milliseconds, thinned to what can be seen, beside what changed under them.
 * Throws bad-input, not-found (service, recipe), database-unavailable.
 */
export async function getTrends(raw: TrendsInput = {}, database: Db = db()): Promise<Trends> {
  const input = parseInput(trendsInput, raw, "query");
  const { from, to, by, columns, variants } = input;
  if (from !== undefined && to !== undefined && Date.parse(from) > Date.parse(to)) {
    throw new AppError("bad-input", "`to`: it is before `from`.", { field: "to" });
  }
  const service = await getService(input.service, database);
  const recipe = input.recipe === ALL_RECIPES ? input.recipe : findServiceRecipe(service, input.recipe).id;
  const builds = await withDatabaseErrors(() =>
    readTrendBuilds(database, {
      serviceId: service.id,
      recipe: recipe === ALL_RECIPES ? undefined : recipe,
      variants,
    }),
  );
  return toTrends(builds, { service: service.slug, recipe, by, from, to, columns });
}
