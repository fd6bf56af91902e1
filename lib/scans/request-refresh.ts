import { type Db, db } from "../db/client.ts";
import { enqueueScannerRefresh } from "../jobs/queue.ts";

/** Asks a worker to fetch newer vulnerability data; its status tells how that went. Throws database-unavailable. */
export function requestRefresh(database: Db = db()): Promise<void> {
  return enqueueScannerRefresh(database);
}
