// Brings the database at DATABASE_URL up to date: `node --import ./bin/alias.mjs bin/migrate.ts`.
import { databaseUrl } from "../lib/db/client.ts";
import { ERROR_STATUS, toAppError } from "../lib/errors.ts";
import { prepareDatabase } from "../lib/jobs/prepare-database.ts";

try {
  const applied = await prepareDatabase(databaseUrl());
  console.log(applied.length === 0 ? "Database is up to date." : `Applied ${applied.join(", ")}.`);
} catch (error) {
  const failure = toAppError(error);
  console.error(failure.code === "internal" ? error : failure.message);
  process.exitCode = ERROR_STATUS[failure.code].exit;
}
