import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { getService } from "./get-service.ts";
import { removeUnusedSource } from "./remove-unused-source.ts";
import { requireIdle } from "./require-idle.ts";
import type { ServiceView } from "./schemas.ts";

/**
 * Takes a service off the list: nothing more is built of it, an upload or a clone of it goes from the disk, and what was
 * measured stays. Throws not-found, conflict (it comes with the project, is the default one, is being built, is archived),
 * database-unavailable.
 */
export async function archiveService(
  { service: slug }: { service: string },
  database: Db = db(),
): Promise<ServiceView> {
  return withDatabaseErrors(async () => {
    const service = await getService(slug, database);
    if (service.kind === "lab") throw conflict(slug, "comes with the project and stays");
    if (service.isDefault)
      throw conflict(slug, "is what the start page shows; make another one the default first");
    await requireIdle(database, service);
    const { count } = await database.service.updateMany({
      where: { slug, archivedAt: null },
      data: { archivedAt: new Date() },
    });
    if (count === 0) throw conflict(slug, "is archived already");
    await removeUnusedSource(database, service.source);
    return getService(slug, database);
  });
}

function conflict(slug: string, what: string): AppError {
  return new AppError("conflict", `The service "${slug}" ${what}.`);
}
