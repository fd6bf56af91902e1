import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";

/** A repository to be cloned, and the branch or tag of it; its own default branch where there is none. */
export type GitSource = { url: string; ref?: string | undefined };

const REF = /^(?!.*(?:\.\.|\/\/|\.lock$))[A-Za-z0-9][\w./-]{0,199}$/;

/** The hosts from which an operator allows to clone; none where nothing is set. */
export function listGitHosts({ IMAGE_DIET_GIT_HOSTS }: Pick<Env, "IMAGE_DIET_GIT_HOSTS">): string[] {
  return (IMAGE_DIET_GIT_HOSTS ?? "")
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== "");
}

/**
 * A repository that may be cloned: https, from a host of `hosts` (with its port, if it has one), without a name or a
 * password in the address. Throws bad-input, forbidden.
 */
export function checkGitSource({ url: text, ref }: GitSource, hosts: readonly string[]): GitSource {
  const url = URL.parse(text);
  if (url?.protocol !== "https:") throw badGit("git", `"${text}" is no https:// address of a repository`);
  if (url.username !== "" || url.password !== "")
    throw badGit("git", "an address with a name or a password in it would be shown to everybody");
  if (url.hash !== "" || url.search !== "") throw badGit("git", "a repository's address ends with its path");
  if (ref !== undefined && !REF.test(ref)) throw badGit("ref", `"${ref}" is no name of a branch or a tag`);
  if (!hosts.includes(url.host)) {
    const known = hosts.length === 0 ? "no host is" : `only ${hosts.join(", ")} may be`;
    throw new AppError(
      "forbidden",
      `${url.host} is no host to clone from: ${known} allowed. IMAGE_DIET_GIT_HOSTS names those that are, separated by commas.`,
      { field: "git" },
    );
  }
  return { url: url.href, ...(ref === undefined ? {} : { ref }) };
}

/** How the catalogue keeps it: the branch or tag after a `#`, which no address of a repository has. */
export function writeGitSource({ url, ref }: GitSource): string {
  return ref === undefined ? url : `${url}#${ref}`;
}

/** What writeGitSource has written. */
export function readGitSource(source: string): GitSource {
  const at = source.indexOf("#");
  return at < 0 ? { url: source } : { url: source.slice(0, at), ref: source.slice(at + 1) };
}

/** The folder in the state directory that a repository is cloned into; its name is made of nothing that was given. */
export function gitFolder(home: string, source: string): string {
  return join(home, "sources", createHash("sha256").update(source).digest("hex").slice(0, 32));
}

function badGit(field: string, what: string): AppError {
  return new AppError("bad-input", `\`${field}\`: ${what}.`, { field });
}
