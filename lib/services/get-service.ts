import { type Db, type DbTransaction, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import type { ServiceView } from "./schemas.ts";
import { toServiceView } from "./to-service-view.ts";

/**
 * The service of this name, archived or not; without a name the default one. Throws not-found, database-unavailable.
 */
export async function getService(
  slug: string | undefined,
  database: Db | DbTransaction = db(),
): Promise<ServiceView> {
  const where = slug === undefined ? { isDefault: true } : { slug };
  const row = await withDatabaseErrors(() => database.service.findFirst({ where }));
  if (row) return toServiceView(row);
  const what = slug === undefined ? "There is no default service" : `There is no service "${slug}"`;
  throw new AppError("not-found", `${what}. /services lists those that can be built.`);
}
