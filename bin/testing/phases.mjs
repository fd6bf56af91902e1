import { join } from "node:path";
import { PINNED_NODE, ROOT } from "../launcher/project.mjs";
import { runProgram } from "../launcher/run-program.mjs";
import { readJson, removeFile } from "../launcher/state.mjs";
import { addUp, afterSecondTry, emptyTally, toTally } from "./tally.mjs";

/** A test that hangs is to be ended by its own limit, and tried once more, before this. */
const LIMIT_MS = 40 * 60_000;
/** More files than these do not fail by chance. */
const MOST_FILES_TRIED_AGAIN = 3;

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
  return ok ? { ...emptyTally(), passed: 1 } : { ...emptyTally(), failed: [name] };
}

/**
 * A test that fails is tried once more by the runner. What still fails may hang on what its file prepared for all its
 * tests at once, so a few failed files are run once more whole.
 * @param {"unit" | "integration" | "beside"} project
 * @param {string[]} filters
 * @param {{ home: string, env: Record<string, string | undefined> }} options
 */
export async function runVitest(project, filters, { home, env }) {
  const run = (/** @type {string[]} */ files) => {
    const args = ["run", "--project", project, "--reporter", "./bin/testing/vitest-reporter.mjs", ...files];
    return runTests(project, ["node_modules/vitest/vitest.mjs", ...args], { home, env });
  };
  const first = await run(filters);
  const failed = Object.keys(first.report ?? {}).filter((file) => first.report[file].failed.length > 0);
  if (failed.length === 0 || failed.length > MOST_FILES_TRIED_AGAIN) return total(project, first);
  process.stdout.write(`  ${project}: once more, whole: ${failed.join(", ")}\n`);
  const second = await run(failed);
  const report = second.report && afterSecondTry(first.report, second.report);
  return total(project, { ok: second.ok, report });
}

/**
 * @param {string} name
 * @param {{ ok: boolean, report?: import("./tally.mjs").FileTallies }} result
 */
function total(name, { ok, report }) {
  return toTally(name, ok, report && addUp(Object.values(report), { skipsFail: false }));
}

/**
 * @param {string[]} filters
 * @param {{ home: string, env: Record<string, string | undefined> }} options
 */
export async function runPlaywright(filters, { home, env }) {
  const args = ["test", "--reporter", "./bin/testing/playwright-reporter.mjs"];
  const cli = "node_modules/@playwright/test/cli.js";
  const { ok, report } = await runTests("e2e", [cli, ...args, ...filters], { home, env });
  return toTally("e2e", ok, report);
}

/**
 * Runs a test runner; what it reports is undefined where it came to no report.
 * @param {string} name
 * @param {string[]} args
 * @param {{ home: string, env: Record<string, string | undefined> }} options
 */
async function runTests(name, [script = "", ...args], { home, env }) {
  const path = join(home, `report-${name}.json`);
  removeFile(path);
  const { ok } = await runProgram(PINNED_NODE, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...env, REPORT_FILE: path, NO_COLOR: "1", FORCE_COLOR: undefined },
    echo: true,
    limitMs: LIMIT_MS,
  });
  return { ok, report: readJson(path) };
}
