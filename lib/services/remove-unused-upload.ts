import { rm } from "node:fs/promises";
import type { Db } from "../db/client.ts";
import { env } from "../env.ts";
import { isUpload, uploadedPath } from "../prebuilt/uploaded-path.ts";

/** Takes an uploaded program off the disk where no service that is not archived ships it. */
export async function removeUnusedUpload(database: Db, source: string | undefined): Promise<void> {
  if (source === undefined || !isUpload(source)) return;
  const users = await database.service.count({ where: { source, archivedAt: null } });
  if (users === 0) await rm(uploadedPath(env().home, source), { force: true });
}
