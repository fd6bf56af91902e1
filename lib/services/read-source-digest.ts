import { readProgram } from "./read-program.ts";
import type { ServiceView } from "./schemas.ts";
import { serviceFolder } from "./service-folder.ts";
import { sourceDigest } from "./source-digest.ts";

/**
 * What a service's source is now, as `sha256:…`: of a folder what sourceDigest says, of a prebuilt service the SHA-256 of
 * its program. Throws bad-input, forbidden, too-large, bad-elf where it cannot be read.
 */
export async function readSourceDigest(
  service: Pick<ServiceView, "slug" | "kind" | "source">,
): Promise<string> {
  return service.kind === "prebuilt"
    ? (await readProgram(service)).digest
    : sourceDigest(serviceFolder(service));
}
