import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type MigrationScript = { name: string; sql: string; checksum: string };

const FOLDER = join(import.meta.dirname, "../../prisma/migrations");

/** The migrations of this checkout in the order in which they are applied; checksums are Prisma's: SHA-256 in hex. */
export async function readMigrations(folder: string = FOLDER): Promise<MigrationScript[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}
