import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { besidePath } from "../beside-path.ts";
import { errnoOf } from "../errno.ts";
import { AppError } from "../errors.ts";
import { isProcessAlive } from "../process-alive.ts";

const owner = z.object({ pid: z.number().int(), host: z.string(), token: z.string(), what: z.string() });
type Owner = z.infer<typeof owner>;

/**
 * Does `work` as the only one that changes this cache folder's database. `what` names it for whoever comes second.
 * Throws conflict while another process does; a lock whose process is gone is taken over.
 */
export async function withDatabaseLock<T>(
  cacheDirectory: string,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(cacheDirectory, { recursive: true });
  const path = join(cacheDirectory, "database.lock");
  const mine: Owner = { pid: process.pid, host: hostname(), token: randomUUID(), what };
  await take(path, mine);
  try {
    return await work();
  } finally {
    if ((await findOwner(path))?.token === mine.token) await rm(path, { force: true });
  }
}

async function take(path: string, mine: Owner): Promise<void> {
  // Written whole beside, then linked: nobody ever sees a lock without its owner.
  const draft = besidePath(path);
  await writeFile(draft, JSON.stringify(mine));
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (await isLinked(draft, path)) return;
      const other = await findOwner(path);
      if (other && isAlive(other)) throw busy(other);
      await rm(path, { force: true });
    }
    throw busy(await findOwner(path));
  } finally {
    await rm(draft, { force: true });
  }
}

async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function findOwner(path: string): Promise<Owner | undefined> {
  try {
    const parsed = owner.safeParse(JSON.parse(await readFile(path, "utf8")));
    return parsed.data;
  } catch {
    return undefined;
  }
}

/** Of another host's process nothing can be known: it counts as alive. */
function isAlive(other: Owner): boolean {
  return other.host !== hostname() || isProcessAlive(other.pid);
}

function busy(other: Owner | undefined): AppError {
  const who = other ? ` (${other.what}, process ${other.pid} on ${other.host})` : "";
  return new AppError(
    "conflict",
    `The vulnerability database is being changed by another process${who}. Try again when it is done.`,
  );
}
