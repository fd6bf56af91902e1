import type { Db } from "../db/client.ts";
import { type Env, env } from "../env.ts";
import { type Allowance, resolveAllowedPath } from "../prebuilt/allowed-path.ts";
import { cloneSource } from "./clone-source.ts";
import { findPackage } from "./find-package.ts";
import { checkGitSource, listGitHosts, writeGitSource } from "./git-source.ts";
import { removeUnusedSource } from "./remove-unused-source.ts";
import type { GivenSource } from "./schemas.ts";

/** Where the sources of services may be. */
export function allowSources({ IMAGE_DIET_SOURCE_ROOTS: allowed }: Env): Allowance {
  return { variable: "IMAGE_DIET_SOURCE_ROOTS", allowed, subject: "sources", noun: "folder" };
}

/** A source as the catalogue keeps it, with the cargo package that ships. */
export type OpenedSource = { kind: "path" | "git"; source: string; package: string };

/**
 * A folder that the operator allows, or a repository on a host that the operator allows, whose newest commit is cloned
 * now; what was cloned and cannot be built goes again. Throws bad-input, forbidden, too-large, all naming the field.
 */
export async function openSource(database: Db, given: GivenSource): Promise<OpenedSource> {
  const { kind, source, folder } = await locate(given);
  try {
    return { kind, source, package: await findPackage(folder, given.package, kind) };
  } catch (error) {
    await removeUnusedSource(database, source);
    throw error;
  }
}

type Located = Pick<OpenedSource, "kind" | "source"> & { folder: string };

async function locate({ path, git, ref }: GivenSource): Promise<Located> {
  if (git === undefined) {
    const folder = await resolveAllowedPath(path ?? "", allowSources(env()));
    return { kind: "path", source: folder, folder };
  }
  const source = checkGitSource({ url: git, ref }, listGitHosts(env()));
  return { kind: "git", source: writeGitSource(source), folder: await cloneSource(source, env()) };
}
