import { realpath } from "node:fs/promises";
import { delimiter, isAbsolute, normalize, sep } from "node:path";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";

/** The folders below which programs may be named by their path; none where the operator has allowed none. */
export function listAllowedFolders({ IMAGE_DIET_PREBUILT_ROOTS }: Env): string[] {
  return (IMAGE_DIET_PREBUILT_ROOTS ?? "").split(delimiter).filter(isAbsolute).map(normalize);
}

/**
 * The real path of a program in one of the allowed folders, symlinks resolved. What lies outside is refused the same
 * way whether it is there or not. Throws bad-input (`path`), forbidden.
 */
export async function resolveAllowedPath(path: string, folders: readonly string[]): Promise<string> {
  if (!isAbsolute(path)) throw badPath(`"${path}" is no absolute path`);
  if (folders.length === 0) {
    throw new AppError(
      "forbidden",
      "No folder is allowed for prebuilt programs. Set IMAGE_DIET_PREBUILT_ROOTS to those that are, separated by colons, and start again; or upload the program.",
    );
  }
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined && isBelow(normalize(path), folders)) throw badPath(`there is no file ${path}`);
  const roots = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  if (real !== undefined && isBelow(real, roots)) return real;
  throw new AppError(
    "forbidden",
    `${path} is not below a folder that is allowed (${folders.join(", ")}), symlinks resolved. Put the program there, add its folder to IMAGE_DIET_PREBUILT_ROOTS, or upload it.`,
  );
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`));
}

function badPath(what: string): AppError {
  return new AppError("bad-input", `\`path\`: ${what}.`, { field: "path" });
}
