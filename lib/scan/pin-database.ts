import { link, mkdir, rm, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf } from "../errno.ts";

/** What a database is made of, in a folder of its own. */
export const DATABASE_FILES: readonly string[] = ["trivy.db", "metadata.json"];
const ATTEMPTS = 5;

/**
 * Makes `directory` a cache folder of its own whose database is the one that `cacheDirectory` has now, by links: a
 * refresh that swaps it meanwhile changes nothing for whoever reads here, and Trivy, which removes a database that it
 * takes for damaged, removes a link.
 */
export async function pinDatabase(cacheDirectory: string, directory: string): Promise<void> {
  const source = join(cacheDirectory, "db");
  const target = join(directory, "db");
  for (let attempt = 1; ; attempt += 1) {
    const before = await stat(source);
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    try {
      for (const name of DATABASE_FILES) await linkFile(join(source, name), join(target, name));
      if ((await stat(source)).ino === before.ino) return;
    } catch (error) {
      if (attempt >= ATTEMPTS) throw error;
    }
    if (attempt >= ATTEMPTS) throw new Error(`${source} changed ${ATTEMPTS} times while it was linked`);
  }
}

async function linkFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = errnoOf(error);
    // Another file system, or a file of somebody else's: a symbolic link does, less firmly.
    if (code !== "EXDEV" && code !== "EPERM" && code !== "EMLINK" && code !== "ENOTSUP") throw error;
    await symlink(from, to);
  }
}
