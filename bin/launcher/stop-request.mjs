import { findParent, identify, isRunning, readCommandLine } from "./processes.mjs";

const WATCH_MS = 1_000;

/**
 * Resolves to what asks the launcher to stop: a signal, or the end of the npm that started it. npm passes signals on,
 * but it cannot when it is killed outright.
 * @returns {Promise<string>}
 */
export function whenAskedToStop() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
      process.on(signal, () => resolve(signal === "SIGINT" ? "Ctrl-C" : signal));
    }
    const npm = process.env.npm_lifecycle_event === undefined ? [] : findNpm();
    const timer = setInterval(() => {
      if (npm.some((ancestor) => !isRunning(ancestor))) resolve("npm has ended");
    }, WATCH_MS);
    timer.unref();
  });
}

/** npm, and the shell that it runs scripts in (not every shell makes way for its last command). */
function findNpm() {
  const parent = process.ppid;
  const ancestors = [parent];
  const grandparent = findParent(parent);
  if (/^\S*sh -c /.test(readCommandLine(parent)) && grandparent) ancestors.push(grandparent);
  return ancestors.map((pid) => identify(pid)).filter((identity) => identity !== undefined);
}
