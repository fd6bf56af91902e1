import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A process that somebody started. A pid alone is no identity: pids are used again, so its start time goes with it.
 * @typedef {{ pid: number, startedAt: string }} ProcessIdentity
 */

/** This boot of the machine: start times count from it, so that they mean nothing after the next one. */
const boot = readBoot();

function readBoot() {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/**
 * When the process started, as an opaque text; undefined where there is no such process (or only its zombie).
 * @param {number} pid
 * @returns {string | undefined}
 */
export function findStartTime(pid) {
  try {
    if (process.platform !== "linux") {
      const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], {
        encoding: "utf8",
      }).trim();
      return line === "" || line.startsWith("Z") ? undefined : line.replace(/^\S+\s+/, "");
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : `${boot}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** @param {number} pid @returns {ProcessIdentity | undefined} */
export function identify(pid) {
  const startedAt = findStartTime(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** @param {ProcessIdentity} identity */
export function isRunning({ pid, startedAt }) {
  return findStartTime(pid) === startedAt;
}

/** Whether the process was started since the machine was. @param {ProcessIdentity} identity */
export function isOfThisBoot({ startedAt }) {
  return startedAt.startsWith(boot);
}

/** The process's parent; undefined where it cannot be read. @param {number} pid @returns {number | undefined} */
export function findParent(pid) {
  try {
    if (process.platform !== "linux") {
      return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

/** All that run now (Linux; none elsewhere). @returns {number[]} */
export function listPids() {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** The environment it was started with, as `NAME=value` words; none where it cannot be read. @param {number} pid */
export function readEnvironment(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** The process's command line, words separated by blanks; "" where it cannot be read. @param {number} pid */
export function readCommandLine(pid) {
  try {
    if (process.platform === "linux") {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    }
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/**
 * Sends a signal; a process that is gone is no error.
 * @param {number} pid negative for a process group
 * @param {NodeJS.Signals} signal
 */
export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * Whether the condition came true in time.
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} timeoutMs
 */
export async function waitUntil(condition, timeoutMs, pauseMs = 25) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= deadline) return false;
    await sleep(pauseMs);
  }
}
