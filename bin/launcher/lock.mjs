import { linkSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "./failure.mjs";
import { identify, isRunning } from "./processes.mjs";
import { besidePath, readJson, removeFile } from "./state.mjs";

/**
 * Takes a lock file that names its holder, or returns the holder where that process still runs. A dead holder's lock
 * is taken over.
 * @param {string} path
 * @returns {Promise<import("./processes.mjs").ProcessIdentity | undefined>} undefined: the lock is ours
 */
export async function takeLock(path) {
  const mine = besidePath(path);
  writeFileSync(mine, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A hard link appears whole or not at all.
        linkSync(mine, path);
        return undefined;
      } catch (error) {
        if (errorCode(error) !== "EEXIST") throw error;
      }
      const holder = readJson(path);
      if (holder && isRunning(holder)) return holder.pid === process.pid ? undefined : holder;
      setAside(path, besidePath(path));
      await sleep(5 + Math.random() * 20);
    }
  } finally {
    unlinkSync(mine);
  }
}

/**
 * Removes a dead holder's lock. Two starts may see the same dead one: whoever comes second finds the first one's
 * fresh lock in its hand and puts it back.
 * @param {string} path
 * @param {string} aside
 */
function setAside(path, aside) {
  try {
    renameSync(path, aside);
    const holder = readJson(aside);
    if (holder && isRunning(holder)) linkSync(aside, path);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes(errorCode(error))) throw error;
  } finally {
    removeFile(aside);
  }
}

/** Gives the lock back where it is this process's. @param {string} path */
export function releaseLock(path) {
  if (readJson(path)?.pid === process.pid) removeFile(path);
}

/**
 * Holds the lock while `work` runs; waits for another holder first.
 * @template T
 * @param {string} path
 * @param {() => void} onWait called once where somebody else holds it
 * @param {() => Promise<T>} work
 */
export async function withLock(path, onWait, work) {
  let waited = false;
  while (await takeLock(path)) {
    if (!waited) onWait();
    waited = true;
    await sleep(250);
  }
  try {
    return await work();
  } finally {
    releaseLock(path);
  }
}
