import { isExecutable } from "../../oci/file-entry.ts";
import { findFile, type ImageContent } from "../image-content.ts";
import type { Trait, TraitInput } from "./types.ts";

const FOLDERS = ["bin", "usr/bin", "sbin", "usr/sbin", "usr/local/bin", "busybox"];
const SHELLS = ["sh", "bash", "ash", "dash", "zsh"];
const PACKAGE_MANAGERS = ["apt-get", "apk", "dnf", "microdnf", "yum", "zypper", "pacman", "dpkg", "rpm"];
const DEBUG_TOOLS = [
  "busybox",
  "curl",
  "wget",
  "ps",
  "top",
  "ls",
  "cat",
  "grep",
  "netstat",
  "ss",
  "ip",
  "nc",
  "dig",
  "nslookup",
  "ping",
  "strace",
  "gdb",
  "lsof",
  "tcpdump",
];

type Tool = { name: string; path: string };

/** The first of the usual places that has an executable of each name; `path` is what it leads to. */
function findTools(image: ImageContent, names: readonly string[]): Tool[] {
  return names.flatMap((name) => {
    for (const folder of FOLDERS) {
      const found = findFile(image, `${folder}/${name}`);
      if (found === undefined || !isExecutable(found.file)) continue;
      if (found.file.kind === "file" || found.file.kind === "hardlink")
        return [{ name, path: found.file.path }];
    }
    return [];
  });
}

const toEvidence = ({ name, path }: Tool) => `${name} is /${path}`;

/** Whether there is a shell, and which program answers by its name. */
export function findShell({ image }: TraitInput): Trait {
  const shells = findTools(image, SHELLS);
  const first = shells[0];
  if (first !== undefined) {
    const program = first.path.slice(first.path.lastIndexOf("/") + 1);
    const value = program === first.name ? first.name : `${first.name} (${program})`;
    return { id: "shell", state: "present", value, evidence: shells.map(toEvidence) };
  }
  return {
    id: "shell",
    state: "absent",
    value: "none",
    evidence: [`no ${SHELLS.join(", ")} in /bin, /usr/bin or /busybox`],
    breaks: "“docker exec … sh”, shell-form CMD and HEALTHCHECK, and entrypoint scripts do not work.",
    mend: "COPY --from=busybox:musl /bin/busybox /bin/sh",
  };
}

/** Whether anything can be installed in a container. */
export function findPackageManager({ image }: TraitInput): Trait {
  // busybox has applets named dpkg and rpm, which only unpack
  const found = findTools(image, PACKAGE_MANAGERS).filter(({ path }) => !path.endsWith("/busybox"));
  if (found.length > 0) {
    const value = found.map(({ name }) => name).join(", ");
    return { id: "package-manager", state: "present", value, evidence: found.map(toEvidence) };
  }
  return {
    id: "package-manager",
    state: "absent",
    value: "none",
    evidence: [`no ${PACKAGE_MANAGERS.join(", ")}`],
    breaks: "Nothing can be installed or upgraded in place: every change is a new image.",
    mend: "COPY --from=build /path/of/the/tool /usr/local/bin/",
  };
}

/** Which tools there are to look into a container from within. */
export function findDebugTools({ image }: TraitInput): Trait {
  const found = findTools(image, DEBUG_TOOLS);
  const names = found.map(({ name }) => name);
  if (found.length > 0) {
    const shown = names.slice(0, 4).join(", ");
    const value = names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
    return { id: "debug-tools", state: "present", value, evidence: found.map(toEvidence) };
  }
  return {
    id: "debug-tools",
    state: "absent",
    value: "none",
    evidence: [`none of ${DEBUG_TOOLS.join(", ")}`],
    breaks:
      "Looking into a running container needs tools from outside (a debug container in its namespaces).",
    mend: "COPY --from=busybox:musl /bin/busybox /busybox/busybox",
  };
}
