import { Prisma } from "./client.ts";

/** What is done as one job from a row of its own, with no attempts that are kept. */
export type LeasedTable = "Scan" | "Probe";

const NAMES: Record<LeasedTable, Prisma.Sql> = { Scan: Prisma.sql`"Scan"`, Probe: Prisma.sql`"Probe"` };

/** The table's name as it stands in SQL. */
export function toTableName(table: LeasedTable): Prisma.Sql {
  return NAMES[table];
}
