import { afterAll } from "vitest";
import { closeDb, type Db, db } from "@/lib/db/client.ts";
import { testDatabaseUrl } from "@/lib/db/testing/test-database.ts";
import { prepareDatabase } from "@/lib/jobs/prepare-database.ts";

/** A prepared database of its own that the route handlers then use; undefined, said aloud, where there is none. */
export async function apiDatabase(): Promise<Db | undefined> {
  const url = await testDatabaseUrl();
  if (url === "") return undefined;
  await prepareDatabase(url);
  process.env.DATABASE_URL = url;
  afterAll(closeDb);
  return db();
}
