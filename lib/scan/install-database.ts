import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf } from "../errno.ts";
import { AppError } from "../errors.ts";
import { isUsable, readDatabase, type UsableDatabase } from "./database.ts";
import { withDatabaseLock } from "./database-lock.ts";

const STAGING = "incoming-";
const PREVIOUS = "db.previous-";

/**
 * Puts a new database in place of the present one: `fill` writes `db/trivy.db` and `db/metadata.json` below the folder
 * it is given, they are checked, then renamed into place. A scan that is going on keeps the one it started with.
 * Throws bad-archive for a database that cannot be used, conflict as the lock does, and whatever `fill` throws;
 * the present database then stays.
 */
export async function installDatabase(
  cacheDirectory: string,
  what: string,
  fill: (staging: string) => Promise<void>,
): Promise<UsableDatabase> {
  return withDatabaseLock(cacheDirectory, what, async () => {
    await recover(cacheDirectory);
    const staging = join(cacheDirectory, `${STAGING}${randomUUID()}`);
    try {
      await mkdir(join(staging, "db"), { recursive: true });
      await fill(staging);
      const fresh = await readDatabase(staging, new Date());
      if (!isUsable(fresh)) {
        throw new AppError(
          "bad-archive",
          `This is no usable vulnerability database. ${fresh.reason.replace(staging, "…")} Nothing was changed.`,
        );
      }
      await swap(cacheDirectory, join(staging, "db"));
      return { ...fresh, cacheDirectory };
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  });
}

async function swap(cacheDirectory: string, fresh: string): Promise<void> {
  const current = join(cacheDirectory, "db");
  const previous = join(cacheDirectory, `${PREVIOUS}${randomUUID()}`);
  const had = await rename(current, previous).then(
    () => true,
    (error: unknown) => {
      if (errnoOf(error) === "ENOENT") return false;
      throw error;
    },
  );
  try {
    await rename(fresh, current);
  } catch (error) {
    if (had) await rename(previous, current);
    throw error;
  }
  await rm(previous, { recursive: true, force: true });
}

/** What a process that was killed in the middle left behind. Only under the lock. */
async function recover(cacheDirectory: string): Promise<void> {
  const names = await readdir(cacheDirectory);
  const previous = names.filter((name) => name.startsWith(PREVIOUS));
  if (!names.includes("db") && previous[0]) {
    await rename(join(cacheDirectory, previous[0]), join(cacheDirectory, "db"));
  }
  for (const name of names) {
    const isLeftover = name.startsWith(STAGING) || name.startsWith(PREVIOUS);
    if (isLeftover) await rm(join(cacheDirectory, name), { recursive: true, force: true });
  }
}
