import type { Env } from "../env.ts";
import { type Allowance, resolveAllowedPath } from "./allowed-path.ts";
import { isUpload, uploadedPath } from "./uploaded-path.ts";

/** Where prebuilt programs may be. */
export function allowPrograms({ IMAGE_DIET_PREBUILT_ROOTS: allowed }: Env): Allowance {
  return {
    variable: "IMAGE_DIET_PREBUILT_ROOTS",
    allowed,
    subject: "prebuilt programs",
    noun: "file",
    otherwise: "upload the program",
  };
}

/**
 * The file of a prebuilt service's program: the upload's, or what its path leads to now, if that is still allowed. Throws
 * bad-input, forbidden.
 */
export async function locateProgram(source: string, env: Env): Promise<string> {
  return isUpload(source) ? uploadedPath(env.home, source) : resolveAllowedPath(source, allowPrograms(env));
}
