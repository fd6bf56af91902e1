import { canInstall, installPackages } from "./apt.mjs";
import { LaunchFailure } from "./failure.mjs";
import { askHost, findEngine } from "./find-engine.mjs";
import { startPrivateEngine } from "./private-engine.mjs";
import { findProgram } from "./run-program.mjs";

const WATCH_MS = 3_000;
/** debootstrap assembles bases where no image registry can be reached. */
const PACKAGES = ["docker.io", "debootstrap"];

/**
 * @typedef {import("./find-engine.mjs").FoundEngine} FoundEngine
 * @typedef {{ engine: FoundEngine, isPrivate: boolean } | { engine: undefined, reason: string, cure: string }} Provided
 * @typedef {{ home: string, install: boolean, wait: (text: string) => void, say: (name: string, text: string) => void }} Options
 */

/**
 * An engine: DOCKER_HOST, the usual sockets, or a private one; where there is none, why and what to do.
 * @param {Options} options
 * @returns {Promise<Provided>}
 */
export async function provideEngine({ home, install, wait, say }) {
  const configured = process.env.DOCKER_HOST?.trim();
  if (configured) {
    const answer = await askHost(configured);
    if (answer.available) return { engine: answer.engine, isPrivate: false };
    return { engine: undefined, reason: answer.reason, cure: "start that engine, or unset DOCKER_HOST" };
  }
  const answer = await findEngine(process.env);
  if (answer.available) return { engine: answer.engine, isPrivate: false };
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    return { engine: undefined, reason: answer.reason, cure: cureForUser(answer.reason) };
  }
  return providePrivateEngine({ home, install, wait, say }, answer.reason);
}

/**
 * An engine of the launcher's own, as root; `dockerd` is installed first where it is missing.
 * @param {Options} options
 * @param {string} reason why it takes one, as a clause
 * @returns {Promise<Provided>}
 */
export async function providePrivateEngine({ home, install, wait, say }, reason) {
  try {
    const installable = install && (await canInstall());
    const missing = await listMissing();
    if (missing.length > 0 && installable) {
      wait(`apt-get install ${missing.join(" ")}, because ${reason} (--no-install refuses this)`);
      await installPackages(missing).catch(async (error) => {
        if (!(await findProgram("dockerd"))) throw error;
        say("engine", error.message);
      });
    }
    const dockerd = await findProgram("dockerd");
    if (!dockerd) {
      const cure = install
        ? "install Docker Engine 20.10 or newer, or set DOCKER_HOST"
        : "start without --no-install, or run apt-get install docker.io, or set DOCKER_HOST";
      return { engine: undefined, reason: `${reason}, and dockerd is not installed`, cure };
    }
    wait("a private Docker Engine");
    const { engine } = await startPrivateEngine({ home, dockerd, say });
    return { engine, isPrivate: true };
  } catch (error) {
    if (!(error instanceof LaunchFailure)) throw error;
    const cure = "start a Docker Engine 20.10 or newer and set DOCKER_HOST to it";
    return { engine: undefined, reason: error.message.replace(/\.$/, ""), cure };
  }
}

async function listMissing() {
  const programs = { "docker.io": "dockerd", debootstrap: "debootstrap" };
  const present = await Promise.all(Object.values(programs).map(findProgram));
  return PACKAGES.filter((_, index) => present[index] === undefined);
}

/** @param {string} reason */
function cureForUser(reason) {
  if (reason.includes("not to this user")) {
    return "start Docker, or let this user use it (sudo usermod -aG docker $USER, then log in again), or set DOCKER_HOST";
  }
  return process.platform === "darwin"
    ? "start Docker Desktop, or set DOCKER_HOST"
    : "install Docker (Debian and Ubuntu: sudo apt-get install docker.io, then sudo usermod -aG docker $USER and log in again), or set DOCKER_HOST";
}

/**
 * Looks for an engine every few seconds until there is one. The worker looks by itself too: this says so in the
 * terminal, and starts the private engine once it can.
 * @param {Options} options
 * @param {(found: Provided) => void} onFound
 * @returns {() => void} stops looking
 */
export function watchForEngine(options, onFound) {
  let stopped = false;
  let tried = false;
  /** @type {NodeJS.Timeout} */
  let timer;
  async function look() {
    const canStart = process.getuid?.() === 0 && !process.env.DOCKER_HOST && (await findProgram("dockerd"));
    const usual = await (process.env.DOCKER_HOST
      ? askHost(process.env.DOCKER_HOST)
      : findEngine(process.env));
    if (stopped) return;
    if (usual.available) return onFound({ engine: usual.engine, isPrivate: false });
    if (canStart && !tried) {
      // A dockerd that cannot run here will not run three seconds later either.
      tried = true;
      const found = await providePrivateEngine({ ...options, install: false }, "there was none");
      if (found.engine) return onFound(found);
    }
    timer = setTimeout(look, WATCH_MS);
  }
  timer = setTimeout(look, WATCH_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
