import { Readable } from "node:stream";
import { busyboxMembers } from "../../engine/testing/static-busybox.ts";
import type { Engine } from "../../engine/types.ts";
import { buildArchive } from "../../oci/testing/build-archive.ts";
import { buildTar, type TarMember } from "../../oci/testing/build-tar.ts";
import type { ImageToRun } from "../with-container.ts";

const APPLETS = ["httpd", "kill", "mkdir", "sh", "sleep", "yes"];

/** A service that is well: it answers /health, ends when told to (also as soon as it answers) and writes nothing. */
export const WELL = `trap 'kill $pid; exit 0' TERM; echo ready; httpd -f -p "$ADDR" -h /www & pid=$!; wait $pid`;

const QUIET = 'exec httpd -f -p "$ADDR" -h /www';

/** What images do that nobody wants; each line is the shell script that is the image's whole program. */
export const BAD = {
  neverHealthy: "echo thinking; exec sleep 600",
  exits: "echo no configuration given >&2; exit 3",
  // Forked once only: the first shell would end if it had to fork when there is no room left.
  forks: "f() { f | f & }; f & exec sleep 600",
  // Not at once: an engine hears of a lack of memory only from a moment after the start on.
  fillsMemory: 'sleep 1; x=xxxxxxxxxxxxxxxx; while :; do x="$x$x"; done',
  floodsItsLog: "exec yes this is a long line that says nothing at all",
  ignoresTerm: `trap '' TERM; ${QUIET}`,
  needsToWrite: `echo state > /data/state || exit 1; ${WELL}`,
  listensElsewhere: "exec httpd -f -p 127.0.0.1:0 -h /www",
  breaksUnderUse: `httpd -f -p "$ADDR" -h /www & sleep 0.3; kill -9 $!; exit 9`,
} as const;

let layer: Buffer | undefined;

function busyboxLayer(): Buffer {
  const folder = (path: string, mode = 0o755): TarMember => ({ path, kind: "directory", mode });
  layer ??= buildTar([
    folder("bin"),
    ...busyboxMembers(APPLETS),
    folder("www"),
    { path: "www/health", content: Buffer.from("ok\n"), mode: 0o644 },
    folder("data", 0o777),
  ]);
  return layer;
}

export type ShellImage = ImageToRun & { diffIds: string[]; config: object; remove: () => Promise<void> };

/** Loads an image whose program is one line of shell. */
export async function loadShellImage(
  engine: Engine,
  script: string,
  options: { entrypoint?: string[]; user?: string; files?: TarMember[]; variant?: string } = {},
): Promise<ShellImage> {
  const { user = "65532:65532", variant = "scratch", files = [] } = options;
  const config = {
    Entrypoint: options.entrypoint ?? ["/bin/sh", "-c", script],
    Env: ["PATH=/bin"],
    User: user,
  };
  const layers = [busyboxLayer(), ...(files.length > 0 ? [buildTar(files)] : [])];
  const built = buildArchive({ layers, config });
  await engine.loadImage(Readable.from([built.bytes]));
  const { imageId, diffIds } = built;
  return {
    ...{ imageId, diffIds, name: imageId, variant, user, config },
    remove: () => engine.removeImage(imageId),
  };
}
