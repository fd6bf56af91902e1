import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { getService } from "../services/get-service.ts";
import { readBudgets } from "./read-budgets.ts";
import type { BudgetView } from "./schemas.ts";

/**
 * A service's budgets, the oldest first, each with what it says of the newest image; without a name those of the default
 * service. Throws not-found (the service), database-unavailable.
 */
export async function listBudgets(service: string | undefined, database: Db = db()): Promise<BudgetView[]> {
  const { id } = await getService(service, database);
  return withDatabaseErrors(() => readBudgets(database, { serviceId: id }));
}
