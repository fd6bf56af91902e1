import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isProcessAlive } from "./process-alive.ts";

/** A name that besidePath has made (or the launcher's writeWhole, which cannot load this file). */
const BESIDE = /\.(\d+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Where to write what is then renamed to `path`, so that nobody ever reads half of it. The name tells who writes: that of
 * a process that was killed meanwhile is a leftover.
 */
export function besidePath(path: string): string {
  return `${path}.${process.pid}-${randomUUID()}`;
}

/** Takes away what processes that are dead left half-written in these folders. A folder that is not there has nothing. */
export async function removeHalfWritten(folders: readonly string[]): Promise<void> {
  await removeOfDead(folders, BESIDE);
}

/** The same of what has names of another form; `pattern` captures the writer's pid. */
export async function removeOfDead(folders: readonly string[], pattern: RegExp): Promise<void> {
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      const pid = Number(pattern.exec(name)?.[1]);
      if (Number.isInteger(pid) && !isProcessAlive(pid))
        await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}
