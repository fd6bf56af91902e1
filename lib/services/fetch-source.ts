import { type Db, db } from "../db/client.ts";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { cloneSource } from "./clone-source.ts";
import { getService } from "./get-service.ts";
import { checkGitSource, listGitHosts, readGitSource } from "./git-source.ts";
import type { ServiceView } from "./schemas.ts";

/**
 * Takes the newest commit of a service's repository, for runs that are asked for from now on. Throws not-found,
 * conflict (its source is no repository, it is archived), forbidden (its host is not allowed any more), bad-input,
 * too-large, database-unavailable.
 */
export async function fetchSource(
  { service: slug }: { service: string },
  database: Db = db(),
): Promise<ServiceView> {
  const service = await getService(slug, database);
  if (service.kind !== "git")
    throw new AppError(
      "conflict",
      `The source of "${slug}" is no repository: it is read anew for every run.`,
    );
  if (service.archivedAt !== undefined) throw new AppError("conflict", `The service "${slug}" is archived.`);
  await cloneSource(checkGitSource(readGitSource(service.source), listGitHosts(env())), env());
  return service;
}
