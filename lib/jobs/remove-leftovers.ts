import { join } from "node:path";
import { removeHalfWritten } from "../beside-path.ts";
import type { Env } from "../env.ts";
import { getCacheDirectory } from "../scan/database.ts";
import { removeWorkFolders } from "./scans/work-folders.ts";

/** Those of the state directory in which files or folders are written beside their place. */
const FOLDERS = ["", "bases", "prebuilt", "sources", "trivy/bin"];

/** Takes away what workers, web servers and launchers that were killed left half-written in the state directory. */
export async function removeLeftovers(env: Env): Promise<void> {
  await removeHalfWritten([...FOLDERS.map((folder) => join(env.home, folder)), getCacheDirectory(env)]);
  await removeWorkFolders(env.home);
}
