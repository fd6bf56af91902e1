import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EXIT, LaunchFailure } from "./failure.mjs";
import { isRunning, waitUntil } from "./processes.mjs";
import { readJson, removeFile } from "./state.mjs";
import { stopAll } from "./stop.mjs";
import { getHttp } from "./wait-for-http.mjs";

const START_PATIENCE_MS = 15 * 60_000;

/** @typedef {import("./processes.mjs").ProcessIdentity} ProcessIdentity */

/**
 * What a launcher tells about itself, in launcher.json.
 * @typedef {ProcessIdentity & {
 *   state: "starting" | "ready" | "stopping",
 *   version: string,
 *   url?: string,
 *   children: import("./stop.mjs").Child[],
 *   keeper?: ProcessIdentity,
 * }} LauncherRecord
 */

/** @param {string} home */
export function filesOf(home) {
  return { record: join(home, "launcher.json"), lock: join(home, "launcher.lock") };
}

/** @param {string} home @returns {LauncherRecord | undefined} */
export function readRecord(home) {
  return readJson(filesOf(home).record);
}

/**
 * Waits until the launcher that holds the lock serves pages.
 * @param {string} home
 * @param {ProcessIdentity} holder
 * @param {(text: string) => void} wait
 * @returns {Promise<string | undefined>} its URL; undefined where it ended first
 */
export async function followRunning(home, holder, wait) {
  const deadline = performance.now() + START_PATIENCE_MS;
  for (let told = false; isRunning(holder); told = true) {
    const record = readRecord(home);
    if (record?.pid === holder.pid && record.state === "ready" && record.url) {
      if (await answers(record.url)) return record.url;
      if (!isRunning(holder)) return undefined;
      throw new LaunchFailure(
        `Image Diet runs (process ${holder.pid}) but does not answer at ${record.url}: stop it with \`kill ${holder.pid}\` and start again.`,
        EXIT.timeout,
      );
    }
    if (performance.now() > deadline) {
      throw new LaunchFailure(
        `Another start (process ${holder.pid}) has not come to an end: stop it with \`kill ${holder.pid}\` and start again.`,
        EXIT.timeout,
      );
    }
    if (!told) wait(`process ${holder.pid}, which is ${record?.state ?? "starting"}`);
    await sleep(200);
  }
  return undefined;
}

/** @param {string} url */
async function answers(url) {
  const { hostname, port } = new URL(url);
  const options = { host: hostname.replace(/^\[|\]$/g, ""), port, path: "/api/v1/status" };
  // A web process that has just crashed is started again within this time.
  return waitUntil(async () => (await getHttp(options)) !== undefined, 10_000, 250);
}

/**
 * Ends what a launcher that was killed left behind. Its keeper does so by itself: it is given the time.
 * @param {string} home
 * @param {(text: string) => void} wait
 */
export async function endLeftovers(home, wait) {
  const record = readRecord(home);
  if (!record) return;
  const { keeper, children } = record;
  if (keeper && isRunning(keeper)) {
    wait("what the last start left behind is being stopped");
    await waitUntil(() => !isRunning(keeper), 12_000);
  }
  await stopAll(children);
  removeFile(filesOf(home).record);
}
