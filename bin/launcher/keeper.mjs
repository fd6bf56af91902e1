// Outlives the launcher by seconds: its standard input is a pipe from the launcher that brings the list of what runs,
// a JSON line at a time. When the pipe ends, however the launcher died, everything on the last list is stopped.
import { createInterface } from "node:readline";
import { readJson, removeFile } from "./state.mjs";
import { stopAll } from "./stop.mjs";

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => {});

/** @type {{ children: import("./stop.mjs").Child[], launcherPid: number, ownFiles: string[] } | undefined} */
let last;
for await (const line of createInterface({ input: process.stdin })) last = JSON.parse(line);
if (last) {
  await stopAll(last.children);
  // After an orderly end the launcher has removed them, and the next one may have written its own.
  for (const path of last.ownFiles) if (readJson(path)?.pid === last.launcherPid) removeFile(path);
}
