import { writeFileSync } from "node:fs";

/**
 * Prints a line a test and every failure whole, and writes the counts to REPORT_FILE.
 * A Reporter of @playwright/test/reporter.
 */
export default class TallyReporter {
  /** @type {import("./tally.mjs").Tally} */
  tally = { passed: 0, failed: [], skipped: [], flaky: [] };

  printsToStdio() {
    return true;
  }

  /**
   * @param {import("@playwright/test/reporter").TestCase} test
   * @param {import("@playwright/test/reporter").TestResult} result
   */
  onTestEnd(test, result) {
    const title = test.titlePath().filter(Boolean).join(" > ");
    const seconds = (result.duration / 1000).toFixed(1);
    if (result.status === "skipped") {
      const note = [...test.annotations, ...result.annotations].find(
        ({ type, description }) => ["skip", "fixme"].includes(type) && description,
      );
      this.tally.skipped.push({ title, reason: note?.description ?? "its test says no reason" });
      print(`  skipped ${title}`);
    } else if (test.ok()) {
      this.tally.passed += 1;
      if (test.outcome() === "flaky") this.tally.flaky.push(title);
      print(`  passed ${title} (${seconds} s)`);
    } else {
      const isLast = result.retry >= test.retries;
      if (isLast) this.tally.failed.push(title);
      print(`  FAILED ${title} (${seconds} s)${isLast ? "" : ", to be tried once more"}`);
      for (const error of result.errors) printError(error);
      for (const { name, path } of result.attachments) if (path) print(`      ${name}: ${path}`);
    }
  }

  /** @param {import("@playwright/test/reporter").TestError} error */
  onError(error) {
    this.tally.failed.push(`outside of any test: ${error.message ?? error.value}`);
    printError(error);
  }

  onEnd() {
    if (process.env.REPORT_FILE) writeFileSync(process.env.REPORT_FILE, JSON.stringify(this.tally));
  }
}

/** @param {import("@playwright/test/reporter").TestError} error */
function printError(error) {
  const text = [error.stack ?? error.message ?? error.value, error.snippet].filter(Boolean).join("\n");
  print(text.replace(/^/gm, "      "));
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
