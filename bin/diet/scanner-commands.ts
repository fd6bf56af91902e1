import { resolve } from "node:path";
import type { Command } from "commander";
import { env } from "../../lib/env.ts";
import { getCacheDirectory, isUsable, readDatabase } from "../../lib/scan/database.ts";
import { findTrivy } from "../../lib/scan/find-trivy.ts";
import { importDatabase } from "../../lib/scan/import-database.ts";
import { refreshDatabase } from "../../lib/scan/refresh-database.ts";

/** The commands about the scanner's vulnerability database, on this machine; a running worker notices by itself. */
export function addScannerCommands(program: Command): void {
  // npm changes into the checkout; a file is named from where the command was typed.
  const startedIn = process.env.INIT_CWD ?? process.cwd();
  const scanner = program.command("scanner").description("the scanner's vulnerability database");
  scanner
    .command("state")
    .description("what there is, how old it is and what it knows about")
    .action(async () => console.log(await describeState()));
  scanner
    .command("refresh")
    .description("let Trivy download newer data (TRIVY_DB_REPOSITORY names a mirror)")
    .action(async () => console.log(await refresh()));
  scanner
    .command("import")
    .argument("<file>", "a folder, tar, tar.gz or tar.zst with trivy.db and metadata.json")
    .description("take a database from a file, where no registry is reached")
    .action(async (file: string) => {
      const { updatedAt } = await importDatabase(resolve(startedIn, file), getCacheDirectory(env()));
      console.log(`Imported a database of ${updatedAt.toISOString()}.`);
    });
}

async function describeState(): Promise<string> {
  const database = await readDatabase(getCacheDirectory(env()), new Date());
  if (!isUsable(database)) return `${database.state}: ${database.reason} ${database.cure}`;
  const { state, updatedAt, buckets } = database;
  return `${state}: ${updatedAt.toISOString()}, knows ${[...buckets].sort().join(", ")}`;
}

async function refresh(): Promise<string> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const trivy = await findTrivy(env(), { signal: stop.signal });
  const { changed, updatedAt } = await refreshDatabase({
    trivy,
    env: env(),
    signal: stop.signal,
    now: new Date(),
    force: true,
  });
  return `${changed ? "Refreshed" : "Nothing newer"}: a database of ${updatedAt.toISOString()}.`;
}
