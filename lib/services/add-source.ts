import { type Db, db } from "../db/client.ts";
import { isUniqueViolation, withDatabaseErrors } from "../db/errors.ts";
import { type Env, env } from "../env.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { type Allowance, resolveAllowedPath } from "../prebuilt/allowed-path.ts";
import { cloneSource } from "./clone-source.ts";
import { findPackage } from "./find-package.ts";
import { checkGitSource, listGitHosts, writeGitSource } from "./git-source.ts";
import { type AddSourceInput, addSourceInput, type ServiceView } from "./schemas.ts";
import { toServiceView } from "./to-service-view.ts";

/** Where the sources of services may be. */
export function allowSources({ IMAGE_DIET_SOURCE_ROOTS: allowed }: Env): Allowance {
  return { variable: "IMAGE_DIET_SOURCE_ROOTS", allowed, subject: "sources", noun: "folder" };
}

/**
 * Adds a service that is compiled here: of a folder that the operator allows, read anew for every run, or of a
 * repository on a host that the operator allows, cloned now. Throws bad-input, forbidden, too-large, conflict (the name),
 * database-unavailable.
 */
export async function addSource(raw: AddSourceInput, database: Db = db()): Promise<ServiceView> {
  const { name, title, ...given } = parseInput(addSourceInput, raw, "body");
  return withDatabaseErrors(async () => {
    if (await database.service.findUnique({ where: { slug: name } })) throw taken(name);
    const { kind, source, folder } = await openSource(given);
    const package_ = await findPackage(folder, given.package);
    const data = { slug: name, title: title ?? name, kind, source, package: package_ };
    const row = await database.service.create({ data }).catch((error: unknown) => {
      throw isUniqueViolation(error) ? taken(name) : error;
    });
    return toServiceView(row);
  });
}

type Opened = { kind: "path" | "git"; source: string; folder: string };

async function openSource({
  path,
  git,
  ref,
}: {
  path?: string | undefined;
  git?: string | undefined;
  ref?: string | undefined;
}): Promise<Opened> {
  if (git === undefined) {
    const folder = await resolveAllowedPath(path ?? "", allowSources(env()));
    return { kind: "path", source: folder, folder };
  }
  const source = checkGitSource({ url: git, ref }, listGitHosts(env()));
  return { kind: "git", source: writeGitSource(source), folder: await cloneSource(source, env()) };
}

function taken(name: string): AppError {
  return new AppError("conflict", `"${name}" is a service already, or was one. Choose another name.`);
}
