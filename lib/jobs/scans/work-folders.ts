import { mkdir, mkdtemp, statfs } from "node:fs/promises";
import { join } from "node:path";
import { removeOfDead } from "../../beside-path.ts";
import { isDiskFull } from "../../errno.ts";
import { AppError } from "../../errors.ts";

const PREFIX = "image-diet-scan-";
/** Linux's folder in memory, where what is written need not be safe from a power cut. */
const MEMORY = "/dev/shm";
/** What Trivy writes down of eight images takes a few of these; a container has 64 MB as a rule. */
const ENOUGH_BYTES = 512 * 1024 * 1024;

const toRoot = (home: string) => join(home, "trivy", "work");

/** A folder of this worker's own for what a scan reads. */
export async function makeWorkFolder(home: string): Promise<string> {
  const root = toRoot(home);
  await mkdir(root, { recursive: true });
  return makeFolder(root);
}

/** The same for a little that is written often: in memory where there is room, as waiting for a disk takes longer. */
export async function makeQuickFolder(home: string): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined);
  if (memory === undefined || memory.bavail * memory.bsize < ENOUGH_BYTES) return makeWorkFolder(home);
  return makeFolder(MEMORY).catch(() => makeWorkFolder(home));
}

const makeFolder = (root: string) => mkdtemp(join(root, `${PREFIX}${process.pid}-`));

/** What writing into a work folder threw, said as disk-full where that is what it was. */
export function toFolderError(error: unknown, home: string): unknown {
  if (!isDiskFull(error)) return error;
  const message = `There is no room in ${toRoot(home)} for the export of the image. Make some.`;
  return new AppError("disk-full", message, { cause: error });
}

/** Takes away what workers that were killed left behind. */
export async function removeWorkFolders(home: string): Promise<void> {
  await removeOfDead([toRoot(home), MEMORY], new RegExp(`^${PREFIX}(\\d+)-`));
}
