import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { Ignore } from "@balena/dockerignore";
import { NEVER_SENT, readContextRules } from "../context-rules.ts";
import { sayUnreadable } from "../errno.ts";
import { AppError } from "../errors.ts";

/**
 * What a service's source folder is, as `sha256:…`: its folders, its files' paths, executable bits and contents, and
 * where its symlinks point. What a build context leaves out (`.dockerignore`, `target/`, `.git/`) does not count, nor
 * do times, owners and the folder's own place. Throws bad-input where the folder cannot be read.
 */
export async function sourceDigest(folder: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    const rules = await readContextRules(folder);
    for (const path of await listSource(folder, "", rules)) await addEntry(hash, folder, path);
  } catch (cause) {
    throw new AppError(
      "bad-input",
      `The source in ${folder} cannot be read: ${sayUnreadable(cause)}. Put that right, or give the service another source.`,
      { field: "source", cause },
    );
  }
  return `sha256:${hash.digest("hex")}`;
}

/** Paths of folders, files and symlinks below the folder, sorted by code unit. */
async function listSource(folder: string, below: string, rules: Ignore): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (NEVER_SENT.includes(path)) continue;
    // An ignored folder is entered all the same: a `!` rule may name something in it.
    const counts = entry.isDirectory() || entry.isFile() || entry.isSymbolicLink();
    if (counts && !rules.ignores(path)) paths.push(path);
    if (entry.isDirectory()) paths.push(...(await listSource(folder, path, rules)));
  }
  return below === "" ? paths.sort() : paths;
}

async function addEntry(hash: Hash, folder: string, path: string): Promise<void> {
  const absolute = join(folder, path);
  const found = await lstat(absolute);
  if (found.isDirectory()) return addField(hash, "folder", path, "");
  if (found.isSymbolicLink()) return addField(hash, "link", path, await readlink(absolute));
  const content = createHash("sha256");
  for await (const chunk of createReadStream(absolute)) content.update(chunk);
  addField(hash, found.mode & 0o111 ? "program" : "file", path, content.digest("hex"));
}

/** JSON keeps fields apart whatever characters a file name holds. */
function addField(hash: Hash, kind: string, path: string, value: string): void {
  hash.update(`${JSON.stringify([kind, path, value])}\n`);
}
