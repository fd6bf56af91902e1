import { rm } from "node:fs/promises";
import type { Db } from "../db/client.ts";
import { env } from "../env.ts";
import { isUpload, uploadedPath } from "../prebuilt/uploaded-path.ts";
import { gitFolder } from "./git-source.ts";

/** Takes an uploaded program or a cloned repository off the disk where no service that is not archived is made of it. */
export async function removeUnusedSource(database: Db, source: string | undefined): Promise<void> {
  if (source === undefined) return;
  const path = findHeldPath(source);
  if (path === undefined) return;
  const users = await database.service.count({ where: { source, archivedAt: null } });
  if (users === 0) await rm(path, { recursive: true, force: true });
}

/** Where the state directory holds a source; undefined of one that lies elsewhere. */
function findHeldPath(source: string): string | undefined {
  const { home } = env();
  if (isUpload(source)) return uploadedPath(home, source);
  return source.startsWith("https://") ? gitFolder(home, source) : undefined;
}
