import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { getCacheDirectory, isUsable, readDatabase, type UsableDatabase } from "./database.ts";
import type { Trivy } from "./find-trivy.ts";
import { installDatabase } from "./install-database.ts";
import { runTrivy } from "./run-trivy.ts";

const TIMEOUT_MS = 15 * 60 * 1000;

export type RefreshOptions = {
  trivy: Trivy;
  env: Pick<Env, "TRIVY_CACHE_DIR" | "TRIVY_DB_REPOSITORY" | "home">;
  signal: AbortSignal;
  now: Date;
  /** Downloads also where the present database is not yet due for its next update. */
  force?: boolean;
};

/**
 * Lets Trivy download its database beside the present one, then swaps them. Nothing is downloaded while the present one
 * says that it is not yet due. Throws scanner-unavailable with what to do (no network, no such mirror; detail.log),
 * conflict, cancelled, timeout, bad-archive; the present database then stays.
 */
export async function refreshDatabase(
  options: RefreshOptions,
): Promise<UsableDatabase & { changed: boolean }> {
  const cacheDirectory = getCacheDirectory(options.env);
  const present = await readDatabase(cacheDirectory, options.now);
  const usable = isUsable(present) ? present : undefined;
  const isDue = !usable?.nextUpdateAt || usable.nextUpdateAt <= options.now;
  if (usable && !isDue && !options.force) return { ...usable, changed: false };
  const fresh = await installDatabase(cacheDirectory, "refresh of the database", (staging) =>
    download(options, staging),
  );
  return { ...fresh, changed: fresh.fingerprint !== usable?.fingerprint };
}

async function download(options: RefreshOptions, staging: string): Promise<void> {
  const repository = options.env.TRIVY_DB_REPOSITORY;
  const answer = await runTrivy({
    program: options.trivy.program,
    arguments: ["image", "--download-db-only", "--no-progress", "--cache-dir", staging],
    directory: staging,
    variables: {
      TRIVY_SKIP_VERSION_CHECK: "true",
      TRIVY_DISABLE_TELEMETRY: "true",
      ...(repository ? { TRIVY_DB_REPOSITORY: repository } : {}),
    },
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: 1024 * 1024,
    signal: options.signal,
  });
  if (answer.exitCode === 0) return;
  const from = repository ? `from ${repository}` : "from its public registries";
  throw new AppError(
    "scanner-unavailable",
    `Trivy could not download its vulnerability database ${from}. Set TRIVY_DB_REPOSITORY to a mirror that can be reached, or import a database: npm run diet -- scanner import <file>.`,
    { detail: { log: answer.log } },
  );
}
