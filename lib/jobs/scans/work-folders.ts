import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isDiskFull } from "../../errno.ts";
import { AppError } from "../../errors.ts";
import { isProcessAlive } from "../../process-alive.ts";

const PREFIX = "scan-";

const toRoot = (home: string) => join(home, "trivy", "work");

/** A folder of this worker's own for what a scan reads. */
export async function makeWorkFolder(home: string): Promise<string> {
  const root = toRoot(home);
  await mkdir(root, { recursive: true });
  return mkdtemp(join(root, `${PREFIX}${process.pid}-`));
}

/** What writing into a work folder threw, said as disk-full where that is what it was. */
export function toFolderError(error: unknown, home: string): unknown {
  if (!isDiskFull(error)) return error;
  const message = `There is no room in ${toRoot(home)} for the export of the image. Make some.`;
  return new AppError("disk-full", message, { cause: error });
}

/** Takes away what workers that were killed left behind. */
export async function removeLeftovers(home: string): Promise<void> {
  const root = toRoot(home);
  for (const name of await readdir(root).catch(() => [])) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (Number.isInteger(pid) && !isProcessAlive(pid))
      await rm(join(root, name), { recursive: true, force: true });
  }
}
