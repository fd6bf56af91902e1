/**
 * What came out of one phase: each test, or the phase itself where it is one check, counts as one.
 * Flaky are those among the passed that failed before they passed.
 * @typedef {{ passed: number, failed: string[], skipped: { title: string, reason: string }[], flaky: string[] }} Tally
 */

/**
 * The counts of a phase that ran a test runner. One that ended badly without a failed test has crashed, which is a
 * failure of its own.
 * @param {string} name
 * @param {boolean} ok the runner's exit status was 0
 * @param {Tally | undefined} report what the runner's reporter wrote, where it came to that
 * @returns {Tally}
 */
export function toTally(name, ok, report) {
  if (!report)
    return { passed: 0, failed: [`${name}: the runner ended without a report`], skipped: [], flaky: [] };
  if (!ok && report.failed.length === 0) {
    return { ...report, failed: [`${name}: the runner failed although no test did`] };
  }
  return report;
}

/**
 * All counts in one. Where skipping counts (continuous integration), each skip is a failure.
 * @param {Tally[]} tallies
 * @param {{ skipsFail: boolean }} options
 * @returns {Tally}
 */
export function addUp(tallies, { skipsFail }) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.flatMap((tally) => tally.failed);
  const skipped = tallies.flatMap((tally) => tally.skipped);
  const flaky = tallies.flatMap((tally) => tally.flaky);
  if (!skipsFail) return { passed, failed, skipped, flaky };
  return { passed, failed: [...failed, ...skipped.map(({ title }) => `skipped: ${title}`)], skipped, flaky };
}
