import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { emptyTally } from "./tally.mjs";

const OUTSIDE = "outside of any test";

/**
 * Prints a line a file and every failure whole, and writes the counts by file to REPORT_FILE.
 * A Reporter of vitest/node.
 */
export default class TallyReporter {
  /** @param {import("vitest/node").TestModule} module */
  onTestModuleEnd(module) {
    const tests = [...module.children.allTests()];
    const count = (/** @type {string} */ state) =>
      tests.filter((test) => test.result().state === state).length;
    const seconds = (module.diagnostic().duration / 1000).toFixed(1);
    const parts = [`${count("passed")} passed`];
    if (count("failed") > 0 || module.errors().length > 0) parts.push(`${count("failed")} failed`);
    if (count("skipped") > 0) parts.push(`${count("skipped")} skipped`);
    print(`  ${relative(process.cwd(), module.moduleId)}  ${parts.join(", ")} (${seconds} s)`);
    for (const error of module.errors()) printError("this file", error);
    for (const test of tests) {
      const { state, errors } = test.result();
      const title =
        state === "passed" ? `${test.fullName}, which passed when tried once more` : test.fullName;
      for (const error of errors ?? []) printError(title, error);
    }
  }

  /**
   * @param {ReadonlyArray<import("vitest/node").TestModule>} modules
   * @param {ReadonlyArray<import("vitest/node").SerializedError>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {import("./tally.mjs").FileTallies} */
    const tallies = {};
    for (const error of unhandledErrors) {
      printError(OUTSIDE, error);
      tallies[OUTSIDE] ??= emptyTally();
      tallies[OUTSIDE].failed.push(`${OUTSIDE}: ${error.message}`);
    }
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      tallies[file] = tallyOf(file, module);
    }
    if (process.env.REPORT_FILE) writeFileSync(process.env.REPORT_FILE, JSON.stringify(tallies));
  }
}

/**
 * @param {string} file
 * @param {import("vitest/node").TestModule} module
 */
function tallyOf(file, module) {
  const tally = emptyTally();
  if (module.errors().length > 0) tally.failed.push(`${file} could not be run`);
  for (const suite of module.children.allSuites()) {
    if (suite.errors().length > 0) tally.failed.push(`${file} > ${suite.fullName}`);
    for (const error of suite.errors()) printError(suite.fullName, error);
  }
  for (const test of module.children.allTests()) {
    const result = test.result();
    const title = `${file} > ${test.fullName}`;
    if (test.diagnostic()?.flaky) tally.flaky.push(title);
    if (result.state === "passed") tally.passed += 1;
    else if (result.state === "failed") tally.failed.push(title);
    else tally.skipped.push({ title, reason: noteOf(result) });
  }
  return tally;
}

/** @param {import("vitest/node").TestResult} result */
function noteOf(result) {
  return ("note" in result && result.note) || "its test says no reason";
}

/** @param {string} title @param {import("vitest/node").SerializedError} error */
function printError(title, error) {
  const text = [error.stack ?? error.message, error.diff].filter(Boolean).join("\n");
  print(`    FAILED ${title}\n${text.replace(/^/gm, "      ")}`);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
