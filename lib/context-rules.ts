import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ignore, { type Ignore } from "@balena/dockerignore";
import { errnoOf } from "./errno.ts";

/** What a build context never carries of a folder's top; a `!` rule does not bring it back. */
export const NEVER_SENT: readonly string[] = ["target", ".git"];

/**
 * What a build context leaves out of a folder: by its .dockerignore, where it has one, and what never goes. Throws what
 * reading that file throws.
 */
export async function readContextRules(folder: string): Promise<Ignore> {
  const own = await readFile(join(folder, ".dockerignore"), "utf8").catch((error: unknown) => {
    if (errnoOf(error) === "ENOENT") return "";
    throw error;
  });
  // Its own rules first: the last one that fits decides.
  return ignore()
    .add(own)
    .add([...NEVER_SENT]);
}
