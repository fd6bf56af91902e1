import { type Db, db, type Prisma } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present, presentTime } from "../db/fields.ts";
import { getService } from "../services/get-service.ts";
import type { Suppression } from "./schemas.ts";

/**
 * What is accepted in a service's images, the newest first; revoked ones are gone, expired ones are there. Throws
 * not-found (the service), database-unavailable.
 */
export async function listSuppressions(
  service: string | undefined,
  database: Db = db(),
): Promise<Suppression[]> {
  const { id } = await getService(service, database);
  return withDatabaseErrors(() => readSuppressions(database, [id]).then((all) => all.get(id) ?? []));
}

/** The same for several services by their row ids. */
export async function readSuppressions(
  database: Db,
  serviceIds: readonly string[],
): Promise<Map<string, Suppression[]>> {
  const rows = await database.suppression.findMany({
    where: { serviceId: { in: [...serviceIds] }, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const byService = Map.groupBy(rows, (row) => row.serviceId);
  return new Map([...byService].map(([id, each]) => [id, each.map(toSuppression)]));
}

/** A stored acceptance as findings are judged by it and the API shows it. */
export function toSuppression(row: Prisma.SuppressionGetPayload<object>): Suppression {
  return {
    id: row.id,
    vulnerabilityId: row.vulnerabilityId,
    reason: row.reason,
    author: row.author,
    source: row.source,
    createdAt: row.createdAt.toISOString(),
    ...present("packageName", row.packageName),
    ...present("purl", row.purl),
    ...present("path", row.path),
    ...present("variant", row.variant),
    ...presentTime("expiresAt", row.expiresAt),
  };
}
