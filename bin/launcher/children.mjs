import { identify } from "./processes.mjs";

/** @typedef {import("./stop.mjs").Child} Child */

/** What this launcher has started and is still there. @type {Set<Child>} */
const children = new Set();

let refused = false;

/** From now on nothing is started any more: somebody is stopping it all. */
export function refuseChildren() {
  refused = true;
}

export function areChildrenRefused() {
  return refused;
}

/** @type {Set<(children: Child[]) => void>} */
const listeners = new Set();

/**
 * Notes a process that was just started; undefined where it has already ended.
 * @param {import("./stop.mjs").Role} role
 * @param {number} pid
 * @param {{ mark?: string, engine?: import("./stop.mjs").EngineFolders }} [details] see Child
 * @returns {Child | undefined}
 */
export function registerChild(role, pid, details = {}) {
  const identity = identify(pid);
  if (!identity) return undefined;
  const child = { ...identity, role, ...details };
  children.add(child);
  tellListeners();
  return child;
}

/** @param {Child} child */
export function forgetChild(child) {
  if (children.delete(child)) tellListeners();
}

/** @returns {Child[]} */
export function listChildren() {
  return [...children];
}

/** Calls back with the whole list at every change, and once now. @param {(children: Child[]) => void} listener */
export function onChildrenChange(listener) {
  listeners.add(listener);
  listener(listChildren());
}

function tellListeners() {
  for (const listener of listeners) listener(listChildren());
}
