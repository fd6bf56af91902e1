import pg from "pg";
import { describe, expect, it } from "vitest";
import { migrate } from "./migrate.ts";
import { describeDatabase } from "./testing/describe-database.ts";
import { schemaScript } from "./testing/schema-script.ts";
import { testDatabaseUrl } from "./testing/test-database.ts";

const migratedUrl = await testDatabaseUrl();
const plainUrl = await testDatabaseUrl();

/** What the migrations add because the Prisma schema has no words for it. */
const GUARDS = [
  /^constraint "Budget" Budget_limit_check /,
  /^constraint "Build" Build_lease_check /,
  /^index .* "?Build_identity_active_key"? /,
  /^constraint "Probe" Probe_lease_check /,
  /^constraint "Scan" Scan_lease_check /,
  /^index .* "?Probe_imagesKey_active_key"? /,
  /^index .* "?Scan_imageId_active_key"? /,
  /^index .* "?Service_isDefault_key"? /,
  /^trigger "Snapshot" Snapshot_keep$/,
];

async function run(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

describe.skipIf(!migratedUrl)("the migrations", () => {
  it("bring a database to exactly what schema.prisma says, and the guards", async () => {
    await migrate(migratedUrl);
    await run(plainUrl, await schemaScript(plainUrl));
    const migrated = await describeDatabase(migratedUrl);
    expect(migrated.filter((line) => !GUARDS.some((guard) => guard.test(line)))).toEqual(
      await describeDatabase(plainUrl),
    );
    for (const guard of GUARDS) expect(migrated.filter((line) => guard.test(line))).toHaveLength(1);
  });

  it("would be found out by a model that they lack", async () => {
    expect(await schemaScript(plainUrl, "\nmodel Forgotten {\n  id Int @id\n}\n")).toContain(
      'CREATE TABLE "Forgotten"',
    );
  });

  it("do nothing the second time, and two at once do no harm", async () => {
    expect(await Promise.all([migrate(migratedUrl), migrate(migratedUrl)])).toEqual([[], []]);
  });

  it("say so where the server is away or lacks the database", async () => {
    const away = new URL(migratedUrl);
    away.port = "1";
    await expect(migrate(away.href)).rejects.toMatchObject({ code: "database-unavailable" });
    const missing = new URL(migratedUrl);
    missing.pathname = "/nobody_made_this";
    await expect(migrate(missing.href)).rejects.toMatchObject({
      code: "database-unavailable",
      message: expect.stringContaining("does not exist"),
    });
  });
});
