import { afterAll } from "vitest";
import { type Db, openDb } from "../../db/client.ts";
import { testDatabaseUrl } from "../../db/testing/test-database.ts";
import { prepareDatabase } from "../prepare-database.ts";
import { closeQueue } from "../queue.ts";

/** A prepared database of a test file's own; undefined, said aloud, where DATABASE_URL is not set. */
export async function jobsDatabase(): Promise<{ db: Db; url: string } | undefined> {
  const url = await testDatabaseUrl();
  if (url === "") return undefined;
  await prepareDatabase(url);
  const db = openDb(url);
  afterAll(async () => {
    await closeQueue();
    await db.$disconnect();
  });
  return { db, url };
}
