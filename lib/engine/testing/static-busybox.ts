import { existsSync, readFileSync } from "node:fs";
import { parseElf } from "../../elf/parse-elf.ts";

const PATHS = ["/bin/busybox", "/usr/bin/busybox", "/usr/lib/busybox/busybox"];

/** This machine's static busybox, of which images with a shell are made; undefined where there is none. */
export const staticBusybox = PATHS.find((path) => existsSync(path) && isStatic(path));

/** Why no image can be made of it; undefined where one can. */
export const whyNoBusybox =
  staticBusybox === undefined
    ? `no static busybox at ${PATHS.join(", ")} (Debian: apt-get install busybox-static)`
    : undefined;

function isStatic(path: string): boolean {
  return parseElf(readFileSync(path)).kind.startsWith("static");
}
