import { rm } from "node:fs/promises";
import type { Db } from "../db/client.ts";
import { env } from "../env.ts";
import { gitFolder } from "./git-source.ts";
import type { ServiceView } from "./schemas.ts";

/** Takes a cloned repository off the disk where no service that is not archived is built of it. */
export async function removeUnusedClone(database: Db, { kind, source }: ServiceView): Promise<void> {
  if (kind !== "git") return;
  const users = await database.service.count({ where: { source, archivedAt: null } });
  if (users === 0) await rm(gitFolder(env().home, source), { recursive: true, force: true });
}
