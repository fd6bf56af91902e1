/**
 * What came out of one phase: each test, or the phase itself where it is one check, counts as one.
 * Flaky are those among the passed that failed before they passed.
 * @typedef {{ passed: number, failed: string[], skipped: { title: string, reason: string }[], flaky: string[] }} Tally
 * @typedef {Record<string, Tally>} FileTallies by the test file's path from the project's root
 */

/** @returns {Tally} */
export function emptyTally() {
  return { passed: 0, failed: [], skipped: [], flaky: [] };
}

/**
 * The counts of a phase that ran a test runner. One that ended badly without a failed test has crashed, which is a
 * failure of its own.
 * @param {string} name
 * @param {boolean} ok the runner's exit status was 0
 * @param {Tally | undefined} report what the runner's reporter wrote, where it came to that
 * @returns {Tally}
 */
export function toTally(name, ok, report) {
  if (!report) return { ...emptyTally(), failed: [`${name}: the runner ended without a report`] };
  if (!ok && report.failed.length === 0) {
    return { ...report, failed: [`${name}: the runner failed although no test did`] };
  }
  return report;
}

/**
 * The counts of a runner that ran its failed files a second time: those of the second time stand for these files, and
 * what failed only the first time is flaky.
 * @param {FileTallies} first
 * @param {FileTallies} second
 * @returns {FileTallies}
 */
export function afterSecondTry(first, second) {
  const tallies = { ...first };
  for (const [file, tally] of Object.entries(second)) {
    const mended = (first[file]?.failed ?? []).filter((title) => !tally.failed.includes(title));
    tallies[file] = { ...tally, flaky: [...tally.flaky, ...mended] };
  }
  return tallies;
}

/**
 * All counts in one. Where skipping counts (continuous integration), each skip is a failure.
 * @param {Tally[]} tallies
 * @param {{ skipsFail: boolean }} options
 * @returns {Tally}
 */
export function addUp(tallies, { skipsFail }) {
  const all = {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    skipped: tallies.flatMap((tally) => tally.skipped),
    flaky: tallies.flatMap((tally) => tally.flaky),
  };
  if (!skipsFail) return all;
  return { ...all, failed: [...all.failed, ...all.skipped.map(({ title }) => `skipped: ${title}`)] };
}
