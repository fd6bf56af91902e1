import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readJson } from "./state.mjs";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

/** The Node that everything but the launcher runs on. */
export const PINNED_NODE = join(ROOT, "node_modules/.bin/node");

/** @param {string[]} parts */
export function inProject(...parts) {
  return join(ROOT, ...parts);
}

/** @returns {{ version: string, dependencies: Record<string, string> }} */
export function readManifest() {
  return readJson(inProject("package.json"));
}
