import { readSourceDigest } from "./read-source-digest.ts";
import type { ServiceView } from "./schemas.ts";

/** What a service's source is now; undefined where it cannot be read, which must not take a page away. Never throws. */
export async function findSourceDigest(service: ServiceView): Promise<string | undefined> {
  return readSourceDigest(service).catch(() => undefined);
}
