import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";

/**
 * The cargo package of a source folder: the one that was named, or that of the folder's own manifest. Throws bad-input
 * where there is no manifest or no lock file (`field` says where the folder was given), or nobody says which package of
 * a workspace is meant (`package`).
 */
export async function findPackage(
  folder: string,
  named: string | undefined,
  field: "path" | "git",
): Promise<string> {
  for (const name of ["Cargo.toml", "Cargo.lock"]) {
    const isFile = await lstat(join(folder, name)).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isFile)
      throw badSource(
        field,
        `it has no ${name} at its top; builds are locked and need both (cargo generate-lockfile writes a lock file)`,
      );
  }
  if (named !== undefined) return named;
  const own = toPackageName(await readFile(join(folder, "Cargo.toml"), "utf8"));
  if (own !== undefined) return own;
  throw badSource(
    "package",
    "its manifest names no package of its own; say which one of the workspace ships",
  );
}

/** The name in a manifest's own `[package]`. */
export function toPackageName(manifest: string): string | undefined {
  const table = /^\s*\[package\]\s*$([\s\S]*?)(?=^\s*\[|$(?![\s\S]))/m.exec(manifest)?.[1] ?? "";
  return /^\s*name\s*=\s*["']([A-Za-z0-9_-]{1,64})["']/m.exec(table)?.[1];
}

function badSource(field: string, what: string): AppError {
  return new AppError("bad-input", `\`${field}\`: ${what}.`, { field });
}
