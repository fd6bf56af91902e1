import type { Db } from "./client.ts";
import { type LeasedTable, toTableName } from "./leased-table.ts";

/**
 * Cancels what a row orders: one that waits at once, one that runs as soon as its worker sees it. False where it has
 * ended, or is not there.
 */
export async function cancelRow(database: Db, table: LeasedTable, id: string): Promise<boolean> {
  const name = toTableName(table);
  const waiting = await database.$executeRaw`
    UPDATE ${name} SET "status" = 'cancelled', "cancelRequestedAt" = now(), "finishedAt" = now(), "waitingFor" = NULL
     WHERE "id" = ${id}::uuid AND "status" = 'queued'`;
  const running = await database.$executeRaw`
    UPDATE ${name} SET "cancelRequestedAt" = coalesce("cancelRequestedAt", now())
     WHERE "id" = ${id}::uuid AND "status" = 'running'`;
  return waiting + running > 0;
}
