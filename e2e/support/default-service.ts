import { query } from "./query.ts";
import { test } from "./test.ts";

/** Makes a service the one that the start page shows; resolves to what takes that back. */
export async function makeDefault(slug: string): Promise<() => Promise<void>> {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  test.skip(databaseUrl === "", "DATABASE_URL is not set, so no other service can be shown first");
  const [before] = await query(databaseUrl, 'SELECT "slug" FROM "Service" WHERE "isDefault"');
  const choose = async (wanted: unknown) => {
    await query(databaseUrl, 'UPDATE "Service" SET "isDefault" = false WHERE "isDefault"');
    await query(databaseUrl, 'UPDATE "Service" SET "isDefault" = true WHERE "slug" = $1', [String(wanted)]);
  };
  await choose(slug);
  return async () => {
    await choose(before?.slug);
  };
}
