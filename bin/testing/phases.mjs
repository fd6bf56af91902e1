import { join } from "node:path";
import { PINNED_NODE, ROOT } from "../launcher/project.mjs";
import { runProgram } from "../launcher/run-program.mjs";
import { readJson, removeFile } from "../launcher/state.mjs";
import { toTally } from "./tally.mjs";

const LIMIT_MS = 20 * 60_000;

/**
 * One npm script, which is one check.
 * @param {string} name
 * @returns {Promise<import("./tally.mjs").Tally>}
 */
export async function runScript(name) {
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  const { ok, output } = await runProgram(command, [...first, "run", "--silent", name], { cwd: ROOT });
  if (!ok) process.stdout.write(`${output.trimEnd()}\n`);
  return ok
    ? { passed: 1, failed: [], skipped: [], flaky: [] }
    : { passed: 0, failed: [name], skipped: [], flaky: [] };
}

/**
 * @param {"unit" | "integration" | "beside"} project
 * @param {string[]} filters
 * @param {{ home: string, env: Record<string, string | undefined> }} options
 */
export function runVitest(project, filters, { home, env }) {
  const args = ["run", "--project", project, "--reporter", "./bin/testing/vitest-reporter.mjs", ...filters];
  return runTests(project, ["node_modules/vitest/vitest.mjs", ...args], { home, env });
}

/**
 * @param {string[]} filters
 * @param {{ home: string, env: Record<string, string | undefined> }} options
 */
export function runPlaywright(filters, { home, env }) {
  const args = ["test", "--reporter", "./bin/testing/playwright-reporter.mjs"];
  return runTests("e2e", ["node_modules/@playwright/test/cli.js", ...args, ...filters], { home, env });
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {{ home: string, env: Record<string, string | undefined> }} options
 */
async function runTests(name, [script = "", ...args], { home, env }) {
  const report = join(home, `report-${name}.json`);
  removeFile(report);
  const { ok } = await runProgram(PINNED_NODE, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...env, REPORT_FILE: report, NO_COLOR: "1", FORCE_COLOR: undefined },
    echo: true,
    limitMs: LIMIT_MS,
  });
  return toTally(name, ok, readJson(report));
}
