import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
// A repository's own settings may name programs to run; none of these is asked to.
const SAFE = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks"];

async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run("git", [...SAFE, "-C", folder, ...args], { timeout: 5000 });
  return stdout.trim();
}

/**
 * The commit that last changed a source folder, with `-dirty` where it has been changed since; an empty string where
 * the folder is in no repository or there is no git. Never throws.
 */
export async function sourceRevision(folder: string): Promise<string> {
  try {
    const commit = await git(folder, "log", "-1", "--format=%H", "--", ".");
    if (commit === "") return "";
    const changes = await git(folder, "status", "--porcelain", "--", ".");
    return changes === "" ? commit : `${commit}-dirty`;
  } catch {
    return "";
  }
}
