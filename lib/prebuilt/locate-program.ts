import type { Env } from "../env.ts";
import { listAllowedFolders, resolveAllowedPath } from "./allowed-path.ts";
import { isUpload, uploadedPath } from "./uploaded-path.ts";

/**
 * The file of a prebuilt service's program: the upload's, or what its path leads to now, if that is still allowed. Throws
 * bad-input, forbidden.
 */
export async function locateProgram(source: string, env: Env): Promise<string> {
  return isUpload(source)
    ? uploadedPath(env.home, source)
    : resolveAllowedPath(source, listAllowedFolders(env));
}
