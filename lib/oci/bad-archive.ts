import { AppError } from "../errors.ts";

/** What is wrong with an archive, as bad-archive. */
export function badArchive(what: string, cause?: unknown): AppError {
  return new AppError("bad-archive", `The image's archive cannot be read: ${what}.`, { cause });
}
