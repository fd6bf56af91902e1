import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { query } from "./query.ts";
import { test } from "./test.ts";

export type MadeService = {
  slug: string;
  /** Gives its program another source. */
  edit: (change: (main: string) => string) => Promise<void>;
  remove: () => Promise<void>;
};

/**
 * A service like the lab's `tiny` whose build script and program are the test's own; the build script's
 * `println!("cargo:warning=…")` is what its log says. Skips the test where nothing can be built.
 */
export async function makeService(source: { build?: string; main?: string }): Promise<MadeService> {
  const databaseUrl = process.env.DATABASE_URL;
  test.skip(!databaseUrl, "DATABASE_URL is not set, so no service can be added");
  const folder = await mkdtemp(join(tmpdir(), "made-service-"));
  const tiny = new URL("../../lab/services/tiny/", import.meta.url).pathname;
  await cp(tiny, folder, { recursive: true, filter: (path) => !path.endsWith("/target") });
  // A constant of its own, so that no cache knows this program already.
  const unique = crypto.randomUUID();
  const build = source.build ?? "fn main() {}";
  await writeFile(join(folder, "build.rs"), `// ${unique}\n${build}\n`);
  const program = source.main ?? (await readFile(join(tiny, "src/main.rs"), "utf8"));
  await writeFile(join(folder, "src/main.rs"), `${program}\n// ${unique}\n`);
  const slug = `made-${unique.slice(0, 8)}`;
  await query(
    databaseUrl ?? "",
    `INSERT INTO "Service" ("id", "slug", "title", "kind", "source", "package")
     VALUES (gen_random_uuid(), $1, $1, 'path', $2, 'tiny')`,
    [slug, folder],
  );
  return {
    slug,
    edit: async (change) => {
      const file = join(folder, "src/main.rs");
      await writeFile(file, change(await readFile(file, "utf8")));
    },
    remove: async () => {
      await query(databaseUrl ?? "", `UPDATE "Service" SET "archivedAt" = now() WHERE "slug" = $1`, [slug]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
