import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, renameSync, statSync, truncateSync } from "node:fs";
import { areChildrenRefused, forgetChild, registerChild } from "./children.mjs";
import { lastLines } from "./failure.mjs";
import { endRemains, stopOne } from "./stop.mjs";

/** Tells what a worker started, however it detached itself. PostgreSQL and engines see to theirs. */
const MARK = "IMAGE_DIET_PART";
const MARKED = ["web", "worker"];
const LOG_LIMIT_BYTES = 20_000_000;
const SHORT_LIFE_MS = 10_000;
const LONGEST_PAUSE_MS = 8_000;

/**
 * A long-running process that is started again when it ends by itself.
 * @typedef {{
 *   role: import("./stop.mjs").Role,
 *   command: string,
 *   args: string[],
 *   cwd?: string,
 *   env?: Record<string, string | undefined>,
 *   engine?: import("./stop.mjs").EngineFolders,
 *   logPath: string,
 *   say: (name: string, text: string) => void,
 *   beforeRestart?: () => Promise<void>,
 * }} Supervision
 */

/** @param {Supervision} supervision */
export function superviseProcess(supervision) {
  const { role, logPath, say } = supervision;
  rotateLog(logPath);
  let stopping = false;
  let failures = 0;
  /** @type {import("./stop.mjs").Child | undefined} */
  let current;
  /** @type {NodeJS.Timeout | undefined} */
  let pause;
  /** @type {string | undefined} */
  let ended;

  function start() {
    if (areChildrenRefused()) {
      ended = "is not started any more";
      return;
    }
    const begun = performance.now();
    // Appending straight to a file: a pipe would break, and its writer with it, when the launcher is killed.
    const log = openSync(logPath, "a", 0o600);
    const mark = `${role}-${randomUUID()}`;
    const details = {
      ...(MARKED.includes(role) && { mark: `${MARK}=${mark}` }),
      ...(supervision.engine && { engine: supervision.engine }),
    };
    const child = spawn(supervision.command, supervision.args, {
      cwd: supervision.cwd,
      env: { ...process.env, ...supervision.env, [MARK]: mark },
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    ended = undefined;
    const registered = child.pid === undefined ? undefined : registerChild(role, child.pid, details);
    current = registered;
    child.on("error", (error) => {
      ended = error.message;
    });
    child.on("exit", (status, signal) => {
      ended = signal ? `was ended by ${signal}` : `ended with status ${status}`;
      if (registered) {
        endRemains(registered);
        forgetChild(registered);
      }
      if (stopping || areChildrenRefused()) return;
      failures = performance.now() - begun < SHORT_LIFE_MS ? failures + 1 : 1;
      const pauseMs = Math.min(250 * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      if (failures <= 3 || failures % 10 === 0) say(role, `${ended}; starting it again (log: ${logPath})`);
      if (failures === 3) say(role, `keeps ending. The end of its log:\n${readLogEnd(logPath, 12)}`);
      pause = setTimeout(restart, pauseMs);
    });
  }

  async function restart() {
    await supervision.beforeRestart?.();
    if (!stopping) start();
  }

  const watch = setInterval(() => limitLog(logPath), 60_000);
  watch.unref();
  start();

  return {
    /** How it ended, as the end of a sentence; undefined while it runs. */
    findEnd: () => ended,
    /** Ends it and does not start it again. */
    async stop() {
      stopping = true;
      clearTimeout(pause);
      clearInterval(watch);
      if (current) {
        await stopOne(current);
        forgetChild(current);
      }
    },
  };
}

/** @param {string} path @param {number} lines */
export function readLogEnd(path, lines) {
  try {
    return lastLines(readFileSync(path, "utf8").slice(-20_000), lines);
  } catch {
    return "";
  }
}

/** The log of the start before stays as `.1`. @param {string} path */
function rotateLog(path) {
  try {
    if (statSync(path).size > 0) renameSync(path, `${path}.1`);
  } catch {
    // There is none yet.
  }
}

/** Its writer appends, so that an emptied file goes on at its beginning. @param {string} path */
function limitLog(path) {
  try {
    if (statSync(path).size > LOG_LIMIT_BYTES) truncateSync(path);
  } catch {
    // It was removed.
  }
}
