import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";
import { besidePath } from "../beside-path.ts";

/** A JSON record; undefined where it is missing or was written by a version that meant something else. */
export async function readRecord<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Writes beside and renames: a reader sees the old record or the new one. */
export async function writeRecord(path: string, record: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = besidePath(path);
  await writeFile(beside, `${JSON.stringify(record, null, 2)}\n`);
  await rename(beside, path);
}
