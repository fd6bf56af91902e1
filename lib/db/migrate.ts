import { randomUUID } from "node:crypto";
import pg from "pg";
import { AppError } from "../errors.ts";
import { toDatabaseError } from "./errors.ts";
import { type MigrationScript, readMigrations } from "./read-migrations.ts";

/** Any number, the same in every process: the one who holds it migrates. Prisma's own is another. */
const LOCK = 7_270_836_901;

// The table that Prisma's tools keep, so that `prisma migrate status` reads a database of ours.
const TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

type Applied = { migration_name: string; checksum: string };

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<Applied>(
    `SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`,
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

/** The scripts still to run, in order. Throws conflict where the database's history is not this checkout's. */
export function findPending(scripts: MigrationScript[], applied: Map<string, string>): MigrationScript[] {
  const known = new Set(scripts.map((script) => script.name));
  const newer = [...applied.keys()].find((name) => !known.has(name));
  if (newer) {
    throw new AppError(
      "conflict",
      `The database has migration ${newer}, which this checkout does not know: it was used by a newer version. Update the checkout, or point IMAGE_DIET_HOME or DATABASE_URL elsewhere.`,
    );
  }
  for (const { name, checksum } of scripts) {
    if ((applied.get(name) ?? checksum) !== checksum) {
      throw new AppError(
        "conflict",
        `Migration ${name} was edited after the database had applied it. Put it back; changes go into a new migration.`,
      );
    }
  }
  return scripts.filter((script) => !applied.has(script.name));
}

async function apply(client: pg.Client, { name, sql, checksum }: MigrationScript): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/**
 * Brings a database to this checkout's schema; a migration is applied whole or not at all, and two processes that
 * migrate at once do it one after the other. Resolves to the names of those applied now.
 * Throws database-unavailable, conflict (the database is of another version).
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const scripts = await readMigrations();
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(TABLE);
    const pending = findPending(scripts, await readApplied(client));
    for (const script of pending) await apply(client, script);
    return pending.map((script) => script.name);
  } catch (error) {
    throw toDatabaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}
