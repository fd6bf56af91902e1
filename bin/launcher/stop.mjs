import { clearEngineRemains } from "./engine-remains.mjs";
import {
  findStartTime,
  isOfThisBoot,
  isRunning,
  listPids,
  readEnvironment,
  sendSignal,
  waitUntil,
} from "./processes.mjs";

/**
 * A process of ours that leads its own process group. `engine`: an engine's own folders.
 * `mark`: a word in its environment, which everything that it starts inherits.
 * @typedef {import("./processes.mjs").ProcessIdentity & { role: Role, mark?: string, engine?: EngineFolders }} Child
 * @typedef {import("./engine-remains.mjs").EngineFolders} EngineFolders
 * @typedef {"program" | "web" | "worker" | "engine" | "postgres"} Role
 */

/**
 * How each is stopped, in the order in which they are: web first, PostgreSQL last, all within 10 seconds.
 * `harder` is what follows where the first signal did not end it in time.
 * @type {Record<Role, { signal: NodeJS.Signals, patienceMs: number, harder: NodeJS.Signals, group: boolean }>}
 */
const STOPPING = {
  // Something the launcher waits for: an installation, a build.
  program: { signal: "SIGTERM", patienceMs: 1_500, harder: "SIGKILL", group: true },
  web: { signal: "SIGTERM", patienceMs: 1_500, harder: "SIGKILL", group: true },
  worker: { signal: "SIGTERM", patienceMs: 2_500, harder: "SIGKILL", group: true },
  engine: { signal: "SIGTERM", patienceMs: 3_500, harder: "SIGKILL", group: true },
  // SIGINT: a fast shutdown with a checkpoint. SIGQUIT: at once, recovered from the log at the next start.
  postgres: { signal: "SIGINT", patienceMs: 1_500, harder: "SIGQUIT", group: false },
};

/**
 * Stops what still runs, one after the other in the right order, with what each left in its process group.
 * @param {Child[]} children
 */
export async function stopAll(children) {
  for (const role of /** @type {Role[]} */ (Object.keys(STOPPING))) {
    await Promise.all(children.filter((child) => child.role === role).map(stopOne));
  }
}

/** @param {Child} child */
export async function stopOne(child) {
  const { signal, patienceMs, harder, group } = STOPPING[child.role];
  if (isRunning(child)) {
    sendSignal(child.pid, signal);
    if (!(await waitUntil(() => !isRunning(child), patienceMs))) {
      sendSignal(group ? -child.pid : child.pid, harder);
      await waitUntil(() => !isRunning(child), 1_000);
    }
  }
  if (group) endRemains(child);
}

/**
 * Ends what a dead process left in its group or, by its mark, in another one (a scanner, an installation), and what a
 * dead engine left anywhere. The kernel gives nobody the number of a group that has members, so where the number is a
 * new process's there is nothing of ours left in it.
 * @param {Child} child
 */
export function endRemains(child) {
  if (isRunning(child)) return;
  if (findStartTime(child.pid) === undefined && isOfThisBoot(child)) sendSignal(-child.pid, "SIGKILL");
  const { mark } = child;
  if (mark) for (const pid of listPids()) if (readEnvironment(pid).includes(mark)) sendSignal(pid, "SIGKILL");
  if (child.engine) clearEngineRemains(child.engine);
}
