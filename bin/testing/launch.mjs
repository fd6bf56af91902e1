import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach } from "vitest";
import { pickPort } from "../launcher/ports.mjs";
import { waitUntil } from "../launcher/processes.mjs";
import { inProject, ROOT } from "../launcher/project.mjs";
import { readRecord } from "../launcher/running-instance.mjs";

/** Nothing that is waited for takes nearly as long, unless it will never come. */
export const PATIENCE_MS = 100_000;

/**
 * Starts the launcher as a user would, with a state directory of its own.
 * @param {{ home: string, args?: string[], env?: Record<string, string | undefined>, cwd?: string,
 *   command?: string, commandArgs?: string[] }} options
 */
export function launch({ home, args = [], env = {}, cwd = ROOT, command, commandArgs }) {
  const child = spawn(
    command ?? process.execPath,
    commandArgs ?? [inProject("bin/start.mjs"), "--no-install", "--no-first-run", ...args],
    {
      cwd,
      env: {
        ...process.env,
        DATABASE_URL: undefined,
        NODE_ENV: undefined,
        npm_lifecycle_event: undefined,
        IMAGE_DIET_HOME: home,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  /** @type {Promise<number | null>} */
  const exit = new Promise((resolve) => child.on("close", resolve));
  let ended = false;
  exit.then(() => {
    ended = true;
  });
  return {
    child,
    exit,
    output: () => output,
    /** Waits for the launcher to print something. Rejects with all it printed where it ends before. */
    async waitFor(/** @type {RegExp} */ pattern) {
      await waitUntil(() => ended || pattern.test(output), PATIENCE_MS);
      const match = pattern.exec(output);
      if (!match) throw new Error(`The launcher did not print ${pattern}:\n${output}`);
      return match;
    },
    /** The URL, once the dashboard serves pages. */
    async waitForUrl() {
      const [, url] = await this.waitFor(/Image Diet is at (\S+)/);
      return url ?? "";
    },
  };
}

/**
 * One state directory for the tests of a file, and one launcher at a time in it, stopped after each test.
 */
export function provideLauncher() {
  const home = mkdtempSync(join(tmpdir(), "image-diet-home-"));
  /** @type {ReturnType<typeof launch> | undefined} */
  let running;
  afterEach(async () => {
    running?.child.kill("SIGTERM");
    await running?.exit;
    running = undefined;
  });
  afterAll(async () => {
    await waitUntil(() => listProcesses(home).length === 0, PATIENCE_MS);
    rmSync(home, { recursive: true, force: true });
  });
  /** @param {Omit<Parameters<typeof launch>[0], "home">} options */
  const start = (options) => {
    running = launch({ home, ...options });
    return running;
  };
  return {
    home,
    start,
    /** Starts it on a port that is free, and waits for its URL. @param {Record<string, string | undefined>} [env] */
    async startOnFreePort(env = {}) {
      const port = await pickPort("127.0.0.1");
      const launched = start({ args: ["--port", String(port)], env });
      return { launched, url: await launched.waitForUrl() };
    },
  };
}

/** The pid of a part of the running instance. @param {string} home @param {import("../launcher/stop.mjs").Role} role */
export function findPart(home, role) {
  return readRecord(home)?.children.find((child) => child.role === role)?.pid;
}

/**
 * Kills a part of the running instance, and waits until another process has taken its place.
 * @param {string} home @param {import("../launcher/stop.mjs").Role} role
 */
export async function killPart(home, role) {
  await waitUntil(() => findPart(home, role) !== undefined, PATIENCE_MS);
  const pid = findPart(home, role);
  if (pid === undefined) throw new Error(`There is no ${role} to kill.`);
  process.kill(pid, "SIGKILL");
  if (await waitUntil(() => ![undefined, pid].includes(findPart(home, role)), PATIENCE_MS)) return;
  throw new Error(`The killed ${role} was not started again.`);
}

/**
 * Every process that has the state directory in its environment or on its command line (Linux).
 * @param {string} home
 */
export function listProcesses(home) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({ pid: Number(pid), words: `${read(pid, "cmdline")}\0${read(pid, "environ")}` }))
    .filter(({ words }) => words.includes(home))
    .map(({ pid, words }) => `${pid} ${words.split("\0").slice(0, 3).join(" ")}`);
}

/** @param {string} pid @param {string} name */
function read(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
