import type { EngineContainer } from "../engine/container-types.ts";
import type { ImageProbe } from "../probes/schemas.ts";

const LISTED = 50;
/** What engines put into every container. */
const ENGINES_OWN = new Set([
  "/.dockerenv",
  "/dev",
  "/etc",
  "/etc/hostname",
  "/etc/hosts",
  "/etc/mtab",
  "/etc/resolv.conf",
  "/proc",
  "/sys",
]);

/** What a container with a writable root wrote: the paths that a read-only root would have refused. */
export async function listWrites(
  container: Pick<EngineContainer, "listChanges">,
  ours: readonly string[],
): Promise<ImageProbe["writes"]> {
  const paths = toWrites(await container.listChanges(), ours);
  return { state: "seen", paths: paths.slice(0, LISTED), count: paths.length };
}

/** The changed paths that are the service's own doing: folders only where nothing below them is listed too. */
export function toWrites(changes: readonly string[], ours: readonly string[]): string[] {
  const own = changes.filter(
    (path) => !ENGINES_OWN.has(path) && !/^\/(dev|proc|sys)\//.test(path) && !ours.includes(path),
  );
  const parents = new Set(own.map((path) => path.slice(0, path.lastIndexOf("/"))));
  return own.filter((path) => !parents.has(path)).toSorted();
}
