import { access } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../errors.ts";
import { type CommandOptions, runCommand } from "../command.ts";

/** Where this machine's apt fetches Debian from. */
export type Mirrors = { main: string; security: string };

export const DEBIAN_MIRRORS: Mirrors = {
  main: "http://deb.debian.org/debian",
  security: "http://deb.debian.org/debian-security",
};

const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
const FORMAT = "$(ORIGIN)|$(COMPONENT)|$(RELEASE)|$(REPO_URI)";
const NOT_MAIN = /-(security|updates|backports|backports-sloppy|proposed-updates)$/;

/** The Debian mirrors that apt is set up with; Debian's own where it is set up with none (on Ubuntu, say). */
export async function findMirrors(options: CommandOptions): Promise<Mirrors> {
  const targets = await runCommand(
    "apt-get",
    ["indextargets", "--format", FORMAT, "Created-By: Packages"],
    options,
  );
  return parseMirrors(targets);
}

/** Reads lines of `origin|component|release|uri`. The origin is empty until apt has fetched its lists once. */
export function parseMirrors(indexTargets: string): Mirrors {
  const found: Partial<Mirrors> = {};
  for (const line of indexTargets.split("\n")) {
    const [origin = "", component, release = "", uri = ""] = line.split("|");
    const isDebian = origin === "Debian" || (origin === "" && /\/debian(-security)?\/?$/.test(uri));
    if (!isDebian || component !== "main") continue;
    const address = uri.replace(/\/+$/, "");
    if (/-security$|\/updates$/.test(release)) found.security ??= address;
    else if (!NOT_MAIN.test(release)) found.main ??= address;
  }
  return { ...DEBIAN_MIRRORS, ...found };
}

/** Sources in deb822 for one suite with its updates and security fixes. */
export function toSources(suite: string, mirrors: Mirrors, keyring = KEYRING): string {
  const part = (uri: string, suites: string) =>
    `Types: deb\nURIs: ${uri}\nSuites: ${suites}\nComponents: main\nSigned-By: ${keyring}\n`;
  return `${part(mirrors.main, `${suite} ${suite}-updates`)}\n${part(mirrors.security, `${suite}-security`)}`;
}

/**
 * The keys that Debian signs with: the machine's, or (on other systems with apt) those of the package that holds them,
 * unpacked into `folder`. Throws base-unavailable.
 */
export async function findKeyring(folder: string, options: CommandOptions): Promise<string> {
  const unpacked = join(folder, KEYRING);
  for (const path of [KEYRING, unpacked]) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  try {
    await runCommand("apt-get", ["download", "-qq", "debian-archive-keyring"], { ...options, cwd: folder });
    await runCommand("sh", ["-c", "dpkg-deb -x debian-archive-keyring_*.deb ."], { ...options, cwd: folder });
    await access(unpacked);
    return unpacked;
  } catch (cause) {
    if (options.signal.aborted) throw cause;
    throw new AppError(
      "base-unavailable",
      `Debian's packages cannot be checked: ${KEYRING} is missing. Install the package debian-archive-keyring.`,
      { cause },
    );
  }
}
