import pg from "pg";

const PREFIX = "run_";
/** Databases of runs before that are kept, to look into after a failure. */
const KEPT = 4;

/**
 * Makes an empty database and drops those of long past runs. Resolves to its URL.
 * @param {(database: string) => string} toUrl
 * @param {string} purpose
 */
export async function createDatabase(toUrl, purpose) {
  const client = new pg.Client({ connectionString: toUrl("postgres") });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT datname AS name FROM pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres', 'image_diet') ORDER BY oid DESC",
    );
    for (const { name } of rows.slice(KEPT)) {
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    }
    const name = `${PREFIX}${Date.now()}_${purpose}`;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return toUrl(name);
  } finally {
    await client.end();
  }
}
