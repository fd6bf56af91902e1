import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { findStartTime, listPids, readCommandLine, sendSignal } from "./processes.mjs";

const PROGRAMS = /^(containerd|containerd-shim.*|runc)$/;

/**
 * An engine's own folders: images and containers, and what only counts while it runs.
 * @typedef {{ data: string, run: string }} EngineFolders
 */

/**
 * Ends what an engine that was killed leaves behind: containers and build steps go on running without it, and what it
 * mounted stays mounted. Only for an engine that is dead.
 * @param {EngineFolders} engine
 */
export function clearEngineRemains({ data, run }) {
  const folders = [data, run];
  const left = listPids().filter((pid) => isPartOf(pid, folders) || livesIn(pid, folders));
  for (const pid of left) sendSignal(pid, "SIGKILL");
  const deadline = performance.now() + 1_000;
  while (left.some((pid) => findStartTime(pid) !== undefined) && performance.now() < deadline) pause(10);
  for (const path of listMounts(folders)) {
    try {
      execFileSync("umount", ["--lazy", path], { stdio: "ignore" });
    } catch {
      // It went with one that was unmounted before it.
    }
  }
  // Pid files and sockets in it would make the next engine wait for a containerd that is gone.
  rmSync(run, { recursive: true, force: true });
}

/** @param {number} ms */
function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Whether it is a helper program that the engine started. @param {number} pid @param {string[]} folders */
function isPartOf(pid, folders) {
  const command = readCommandLine(pid);
  return (
    PROGRAMS.test(basename(command.split(" ")[0] ?? "")) && folders.some((path) => command.includes(path))
  );
}

/** Whether the process's root folder is a container's of this engine. @param {number} pid @param {string[]} folders */
function livesIn(pid, folders) {
  return readMounts(String(pid)).some(
    ({ point, line }) => point === "/" && folders.some((folder) => line.includes(`${toMountinfo(folder)}/`)),
  );
}

/** Mount points at and below the folders, inner ones first. @param {string[]} folders */
function listMounts(folders) {
  return readMounts("self")
    .filter(({ point }) => folders.some((folder) => `${point}/`.startsWith(`${toMountinfo(folder)}/`)))
    .map(({ point }) =>
      point.replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))),
    )
    .reverse();
}

/** @param {string} process a pid, or "self" */
function readMounts(process) {
  try {
    return readFileSync(`/proc/${process}/mountinfo`, "utf8")
      .split("\n")
      .map((line) => ({ line, point: line.split(" ")[4] ?? "" }));
  } catch {
    return [];
  }
}

/** As the kernel writes paths into mountinfo. @param {string} path */
function toMountinfo(path) {
  return path.replace(
    /[ \t\n\\]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
}
