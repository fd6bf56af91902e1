import { expect, it } from "vitest";
import { inProject } from "./project.mjs";
import { readJson } from "./state.mjs";

/** @type {Record<string, { version: string, optionalDependencies?: Record<string, string> }>} */
const packages = readJson(inProject("package-lock.json")).packages;

/** Where Node would find the package, from the inside out. @param {string} from @param {string} name */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf("/node_modules/"))) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`]) return true;
    if (!folder.includes("/node_modules/")) return packages[`node_modules/${name}`] !== undefined;
  }
}

// npm drops those that the registry at hand does not have, and `npm ci` then refuses the lock file everywhere.
it("package-lock.json names the packages of every platform", () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(from, name)),
  );
  expect(missing).toEqual([]);
});
