import { createHash } from "node:crypto";
import { open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Env } from "../env.ts";
import { errnoOf } from "../errno.ts";
import { AppError } from "../errors.ts";
import { readBucketNames } from "./bolt-file.ts";

const SCHEMA_VERSION = 2;
const STALE_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
const MAX_METADATA_BYTES = 64 * 1024;

const metadataFile = z.object({
  Version: z.number(),
  UpdatedAt: z.coerce.date(),
  NextUpdate: z.coerce.date().optional(),
});

/** A database in which packages can be looked up. */
export type UsableDatabase = {
  cacheDirectory: string;
  updatedAt: Date;
  nextUpdateAt: Date | undefined;
  /** Tells apart two databases, also of one date. */
  fingerprint: string;
  /** What it holds advisories about: `debian 13`, `cargo::RustSec Advisory Database` … */
  buckets: ReadonlySet<string>;
};

export type DatabaseState =
  | ({ state: "ready" } & UsableDatabase)
  | ({ state: "stale"; reason: string; cure: string } & UsableDatabase)
  | { state: "missing" | "corrupt"; cacheDirectory: string; reason: string; cure: string };

/** Whether packages can be looked up in it. */
export function isUsable(state: DatabaseState): state is Extract<DatabaseState, UsableDatabase> {
  return state.state === "ready" || state.state === "stale";
}

const CURE =
  "Refresh it (Trivy downloads it; TRIVY_DB_REPOSITORY names a mirror), or import one: npm run diet -- scanner import <file>.";

/** Trivy's cache folder: TRIVY_CACHE_DIR, else one in the state directory. Its database is in `db/` below. */
export function getCacheDirectory(env: Pick<Env, "TRIVY_CACHE_DIR" | "home">): string {
  return env.TRIVY_CACHE_DIR ?? join(env.home, "trivy", "cache");
}

/**
 * Looks at the database without starting Trivy: there or not, whole or not, how old (stale after 7 days), and what it
 * knows about. Throws nothing for a bad database; that is a state.
 */
export async function readDatabase(cacheDirectory: string, now: Date): Promise<DatabaseState> {
  try {
    const database = await readUsable(cacheDirectory);
    const ageMs = now.getTime() - database.updatedAt.getTime();
    if (ageMs <= STALE_AFTER_MS) return { state: "ready", ...database };
    const days = Math.floor(ageMs / (24 * 60 * 60 * 1000));
    return {
      state: "stale",
      reason: `The vulnerability database is ${days} days old: what was published since is not in it.`,
      cure: CURE,
      ...database,
    };
  } catch (error) {
    if (isMissing(error)) {
      const reason = "There is no vulnerability database yet.";
      return { state: "missing", cacheDirectory, reason, cure: CURE };
    }
    const why = error instanceof AppError ? error.message : "It cannot be read.";
    return { state: "corrupt", cacheDirectory, reason: why, cure: CURE };
  }
}

/** The same database once a scan has found that it cannot be read after all. */
export function toCorrupt(database: UsableDatabase): DatabaseState {
  const reason = "The vulnerability database is damaged: Trivy could not read it.";
  return { state: "corrupt", cacheDirectory: database.cacheDirectory, reason, cure: CURE };
}

async function readUsable(cacheDirectory: string): Promise<UsableDatabase> {
  const folder = join(cacheDirectory, "db");
  const metadata = await readMetadata(join(folder, "metadata.json"));
  const file = await open(join(folder, "trivy.db"));
  try {
    const { size } = await file.stat();
    const readAt = async (position: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    const buckets = await readBucketNames(readAt, size);
    const fingerprint = createHash("sha256")
      .update(`${metadata.UpdatedAt.toISOString()} ${size}\n`)
      .update(await readAt(0, 8192))
      .digest("hex");
    return {
      cacheDirectory,
      updatedAt: metadata.UpdatedAt,
      nextUpdateAt: metadata.NextUpdate,
      fingerprint,
      buckets,
    };
  } finally {
    await file.close();
  }
}

async function readMetadata(path: string) {
  const { size } = await stat(path);
  const text = size <= MAX_METADATA_BYTES ? await readFile(path, "utf8") : "";
  const parsed = metadataFile.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.UpdatedAt.getUTCFullYear() < 2000) {
    throw new AppError("bad-archive", "The vulnerability database's metadata.json is damaged.");
  }
  if (parsed.data.Version !== SCHEMA_VERSION) {
    throw new AppError(
      "bad-archive",
      `The vulnerability database has schema ${parsed.data.Version}; Trivy needs schema ${SCHEMA_VERSION}.`,
    );
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(errnoOf(error) ?? "");
}
