import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import type { ServiceView } from "./schemas.ts";
import { toServiceView } from "./to-service-view.ts";

/** The services that are not archived, the default one first, then by name. Throws database-unavailable. */
export async function listServices(database: Db = db()): Promise<ServiceView[]> {
  const rows = await withDatabaseErrors(() =>
    database.service.findMany({
      where: { archivedAt: null },
      orderBy: [{ isDefault: "desc" }, { slug: "asc" }],
    }),
  );
  return rows.map(toServiceView);
}
