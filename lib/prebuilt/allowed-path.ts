import { realpath } from "node:fs/promises";
import { delimiter, isAbsolute, normalize, sep } from "node:path";
import { AppError } from "../errors.ts";

/** What an operator may allow: by which variable, and what that is. */
export type Allowance = {
  variable: string;
  /** The variable's value. */
  allowed: string | undefined;
  /** As in "no folder is allowed for …". */
  subject: string;
  noun: "file" | "folder";
  /** What else would do, as a clause. */
  otherwise?: string;
};

/** The folders that an operator has allowed, none where nothing is set. */
export function listAllowedFolders({ allowed }: Pick<Allowance, "allowed">): string[] {
  return (allowed ?? "").split(delimiter).filter(isAbsolute).map(normalize);
}

/**
 * The real path of what lies in one of the allowed folders, symlinks resolved. What lies outside is refused the same way
 * whether it is there or not. Throws bad-input (`path`), forbidden.
 */
export async function resolveAllowedPath(path: string, allowance: Allowance): Promise<string> {
  const { variable, subject, noun, otherwise } = allowance;
  const folders = listAllowedFolders(allowance);
  const orElse = otherwise === undefined ? "" : `; or ${otherwise}`;
  if (!isAbsolute(path)) throw badPath(`"${path}" is no absolute path`);
  if (folders.length === 0) {
    throw new AppError(
      "forbidden",
      `No folder is allowed for ${subject}. Set ${variable} to those that are, separated by colons, and start again${orElse}.`,
      { field: "path" },
    );
  }
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined && isBelow(normalize(path), folders)) throw badPath(`there is no ${noun} ${path}`);
  const roots = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  if (real !== undefined && isBelow(real, roots)) return real;
  throw new AppError(
    "forbidden",
    `${path} is not below a folder that is allowed (${folders.join(", ")}), symlinks resolved. Put it there, or add its folder to ${variable}${orElse}.`,
    { field: "path" },
  );
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`));
}

function badPath(what: string): AppError {
  return new AppError("bad-input", `\`path\`: ${what}.`, { field: "path" });
}
