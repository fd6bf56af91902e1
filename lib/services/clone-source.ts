import { execFile } from "node:child_process";
import { lstat, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { besidePath } from "../beside-path.ts";
import type { Env } from "../env.ts";
import { errnoOf } from "../errno.ts";
import { AppError } from "../errors.ts";
import { type GitSource, gitFolder, writeGitSource } from "./git-source.ts";

const run = promisify(execFile);
const PATIENCE_MS = 120_000;
const LARGEST_MIB = 200;
const MIB = 1024 * 1024;

// Nothing but https, no redirect to another host, no hook, no file of another store, no question on a terminal.
const SETTINGS = ["http.followRedirects=false", "core.hooksPath=/dev/null", "core.fsmonitor=false"];
const ENVIRONMENT = { GIT_ALLOW_PROTOCOL: "https", GIT_TERMINAL_PROMPT: "0", GIT_LFS_SKIP_SMUDGE: "1" };

/**
 * Clones the newest commit of a repository into the state directory, in the place of an older clone, and resolves to its
 * folder. What cannot be cloned leaves the older one as it is. Throws bad-input (`git`: it cannot be cloned), too-large.
 */
export async function cloneSource(source: GitSource, { home }: Pick<Env, "home">): Promise<string> {
  const folder = gitFolder(home, writeGitSource(source));
  const fresh = besidePath(folder);
  try {
    await mkdir(join(home, "sources"), { recursive: true });
    await clone(source, fresh);
    if ((await sizeOf(fresh)) > LARGEST_MIB * MIB) {
      throw new AppError("too-large", `${source.url} holds more than ${LARGEST_MIB} MiB.`, { field: "git" });
    }
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
    return folder;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function clone({ url, ref }: GitSource, folder: string): Promise<void> {
  const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
  const branch = ref === undefined ? [] : ["--branch", ref];
  const limits = ["--depth", "1", "--single-branch", "--no-tags", "--no-recurse-submodules"];
  try {
    await run("git", [...settings, "clone", "--quiet", ...limits, ...branch, "--", url, folder], {
      timeout: PATIENCE_MS,
      env: { ...process.env, ...ENVIRONMENT },
    });
  } catch (cause) {
    throw new AppError("bad-input", `\`git\`: ${url} cannot be cloned: ${sayWhy(cause)}`, {
      field: "git",
      cause,
    });
  }
}

const failure = z.object({ stderr: z.string().default(""), killed: z.boolean().default(false) });

/** git's own last line, or why there is none. */
function sayWhy(cause: unknown): string {
  if (errnoOf(cause) === "ENOENT") return "there is no git here.";
  const { data } = failure.safeParse(cause);
  if (data?.killed) return `it took more than ${PATIENCE_MS / 1000} seconds.`;
  return (data?.stderr.trim().split("\n").at(-1) || "git does not say why.").slice(0, 300);
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await lstat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
