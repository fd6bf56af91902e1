import { existsSync, readFileSync } from "node:fs";
import { parseElf } from "../../elf/parse-elf.ts";
import type { TarMember } from "../../oci/testing/build-tar.ts";

const PATHS = ["/bin/busybox", "/usr/bin/busybox", "/usr/lib/busybox/busybox"];

const staticBusybox = PATHS.find((path) => existsSync(path) && isStatic(path));

/** Why no image with a shell can be made of this machine's static busybox; undefined where one can. */
export const whyNoBusybox =
  staticBusybox === undefined
    ? `no static busybox at ${PATHS.join(", ")} (Debian: apt-get install busybox-static)`
    : undefined;

/** This machine's static busybox and what it is called by, in `bin`. */
export function busyboxMembers(applets: readonly string[]): TarMember[] {
  if (staticBusybox === undefined) throw new Error(whyNoBusybox);
  return [
    { path: "bin/busybox", content: readFileSync(staticBusybox), mode: 0o755 },
    ...applets.map((name): TarMember => ({ path: `bin/${name}`, kind: "symlink", linkTarget: "busybox" })),
  ];
}

function isStatic(path: string): boolean {
  return parseElf(readFileSync(path)).kind.startsWith("static");
}
