import type { Db } from "../db/client.ts";
import { startRun } from "../runs/start-run.ts";
import { getService } from "../services/get-service.ts";

/**
 * Starts a run of the default service with the default variants where there has never been one. Resolves to its id,
 * or undefined where there was one. Two at once start one: the second joins the first.
 */
export async function ensureFirstRun(db: Db): Promise<string | undefined> {
  if ((await db.run.count()) > 0) return undefined;
  const service = await getService(undefined, db);
  const { run } = await startRun({ service: service.slug }, db);
  return run.id;
}
