import { randomBytes, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { diskFull, EXIT, errorCode, LaunchFailure } from "./failure.mjs";

/** A new database, an engine's folders and some logs need this much before anything is built. */
const LEAST_FREE_BYTES = 300_000_000;

/**
 * Makes the state directory and its `logs/`. Throws LaunchFailure where it cannot be written or the disk is full.
 * @param {string} home
 */
export function prepareHome(home) {
  try {
    mkdirSync(join(home, "logs"), { recursive: true, mode: 0o700 });
    const probe = besidePath(join(home, ".probe"));
    writeFileSync(probe, randomBytes(4096));
    unlinkSync(probe);
  } catch (error) {
    throw explainHome(home, error);
  }
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize < LEAST_FREE_BYTES) throw diskFull(home);
}

/** @param {string} home @param {unknown} error */
function explainHome(home, error) {
  const code = errorCode(error) === "ENOENT" ? findRefusal(join(home, "logs")) : errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull(home);
  const reason =
    code === "ENOTDIR" || code === "EEXIST"
      ? `${findFile(home)} is a file`
      : code === "EROFS"
        ? "its file system is read-only"
        : code === "EACCES" || code === "EPERM"
          ? "you may not write there"
          : code || String(error);
  return new LaunchFailure(
    `The state directory ${home} cannot be used, because ${reason}: choose another one with --home or IMAGE_DIET_HOME.`,
    EXIT.badInput,
    { cause: error },
  );
}

/** Making folders on the way hides why the first of them cannot be made. @param {string} path @returns {string} */
function findRefusal(path) {
  if (!existsSync(dirname(path)) && dirname(path) !== path) return findRefusal(dirname(path));
  try {
    mkdirSync(path);
    return "ENOENT";
  } catch (error) {
    return errorCode(error);
  }
}

/** The part of the path that is a file. @param {string} path @returns {string} */
function findFile(path) {
  if (existsSync(path)) return statSync(path).isDirectory() ? path : path;
  return dirname(path) === path ? path : findFile(dirname(path));
}

/**
 * Where to write what then takes the place of `path`; as in lib/beside-path.ts, so that the worker takes away what a
 * launcher that was killed left.
 * @param {string} path
 */
export function besidePath(path) {
  return `${path}.${process.pid}-${randomUUID()}`;
}

/** Replaces a small file whole, so that a reader never sees half of it. @param {string} path @param {string} text */
export function writeWhole(path, text, mode = 0o600) {
  const beside = besidePath(path);
  writeFileSync(beside, text, { mode });
  renameSync(beside, path);
}

/** The file's JSON; undefined where there is none or it is damaged. @param {string} path */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {string} path */
export function removeFile(path) {
  rmSync(path, { force: true });
}
