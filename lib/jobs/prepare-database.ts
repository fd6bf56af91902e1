import { openDb } from "../db/client.ts";
import { migrate } from "../db/migrate.ts";
import { seedServices } from "../services/seed-services.ts";
import { prepareQueue } from "./queue.ts";

/**
 * Everything a database needs before web and worker use it: schema, queues, the lab's services. Does nothing to one
 * that has it all. Resolves to the names of the migrations applied now. Throws database-unavailable, conflict.
 */
export async function prepareDatabase(databaseUrl: string): Promise<string[]> {
  const applied = await migrate(databaseUrl);
  await prepareQueue(databaseUrl);
  const db = openDb(databaseUrl, { connections: 1 });
  try {
    await seedServices(db);
  } finally {
    await db.$disconnect();
  }
  return applied;
}
