import { canInstall, installPackages } from "../launcher/apt.mjs";
import { findProgram } from "../launcher/run-program.mjs";

/** What the tests need of the system: a program each by its Debian package. Any of the names will do. */
const NEEDED = {
  "docker.io": ["dockerd"],
  debootstrap: ["debootstrap"],
  "docker-registry": ["docker-registry"],
  "busybox-static": ["busybox"],
  chromium: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
};

/**
 * Installs what is missing where that can be done; says what is missing where it cannot: tests that need it will skip.
 * @param {{ install: boolean, wait: (text: string) => void, say: (name: string, text: string) => void }} options
 * @returns {Promise<string>} how it ended
 */
export async function ensureSystemPackages({ install, wait, say }) {
  const missing = await listMissing();
  if (missing.length === 0) return "in place";
  if (!install || !(await canInstall())) {
    say("system", `missing here: ${missing.join(", ")}; install them, or tests that need them skip or fail`);
    return "incomplete";
  }
  wait(`apt-get install ${missing.join(" ")} (--no-install refuses this)`);
  await installPackages(missing);
  return "installed";
}

async function listMissing() {
  /** @type {string[]} */
  const missing = [];
  for (const [name, programs] of Object.entries(NEEDED)) {
    const found = await Promise.all(programs.map(findProgram));
    if (found.every((path) => path === undefined)) missing.push(name);
  }
  return missing;
}
