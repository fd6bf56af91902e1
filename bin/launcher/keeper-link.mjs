import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { listChildren, onChildrenChange } from "./children.mjs";
import { identify } from "./processes.mjs";

/**
 * Starts the keeper and keeps it informed; starts another one where it is killed. `ownFiles` are removed by the
 * keeper where the launcher could not.
 * @param {{ ownFiles: string[], onStart: (keeper: import("./processes.mjs").ProcessIdentity | undefined) => void }} options
 * @returns {{ release: () => Promise<void> }} `release` ends the keeper, which by then has nothing left to stop
 */
export function startKeeper({ ownFiles, onStart }) {
  let released = false;
  /** @type {import("node:child_process").ChildProcess} */
  let keeper;

  function start() {
    // Detached: neither Ctrl-C nor the end of the terminal reaches it.
    keeper = spawn(process.execPath, [fileURLToPath(new URL("keeper.mjs", import.meta.url))], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      cwd: "/",
    });
    keeper.stdin?.on("error", () => {});
    keeper.on("exit", () => {
      if (!released) sleep(200).then(() => released || start());
    });
    keeper.on("error", () => {});
    onStart(keeper.pid === undefined ? undefined : identify(keeper.pid));
    tell();
  }

  function tell() {
    const line = JSON.stringify({ children: listChildren(), launcherPid: process.pid, ownFiles });
    keeper.stdin?.write(`${line}\n`);
  }

  start();
  onChildrenChange(tell);
  return {
    async release() {
      released = true;
      const ended = once(keeper, "exit");
      keeper.stdin?.end();
      if (keeper.exitCode === null && keeper.signalCode === null) await Promise.race([ended, sleep(2_000)]);
    },
  };
}
