import { LaunchFailure } from "../launcher/failure.mjs";
import { openInstance } from "../launcher/instance.mjs";
import { withLock } from "../launcher/lock.mjs";
import { readManifest } from "../launcher/project.mjs";
import { endLeftovers, filesOf } from "../launcher/running-instance.mjs";
import { prepareHome } from "../launcher/state.mjs";
import { createSteps } from "../launcher/steps.mjs";
import { whenAskedToStop } from "../launcher/stop-request.mjs";
import { HELP, parseTestOptions } from "./options.mjs";
import { runChecks } from "./run-checks.mjs";
import { addUp, emptyTally } from "./tally.mjs";

/**
 * Runs the checks. Resolves to the exit status; the last line printed is `N passed, N failed`.
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
export async function main(argv) {
  const steps = createSteps({ reminderMs: 60_000 });
  /** @type {import("./tally.mjs").Tally[]} */
  const tallies = [];
  let skipsFail = false;
  try {
    const options = parseTestOptions(argv, process.env);
    if (options.help) {
      process.stdout.write(HELP);
      return 0;
    }
    skipsFail = options.skipsFail;
    prepareHome(options.home);
    const onWait = () => steps.say("waiting", "for another `npm test` with this state directory");
    await withLock(filesOf(options.home).lock, onWait, () => run(options, steps, tallies));
  } catch (error) {
    const text =
      error instanceof LaunchFailure ? error.message : error instanceof Error ? error.stack : error;
    process.stderr.write(`\n${text}\n`);
    const failed = [`the run itself: ${String(text).split("\n")[0]}`];
    tallies.push({ ...emptyTally(), failed });
  }
  return printSummary(tallies, skipsFail);
}

/**
 * @param {import("./options.mjs").TestOptions} options
 * @param {import("../launcher/steps.mjs").Steps} steps
 * @param {import("./tally.mjs").Tally[]} tallies filled as phases end
 */
async function run(options, steps, tallies) {
  await endLeftovers(options.home, (text) => steps.say("cleaning up", text));
  const instance = openInstance(options.home, { state: "starting", version: readManifest().version });
  try {
    const stopAsked = whenAskedToStop().then((reason) => {
      throw new LaunchFailure(`Stopped by ${reason} before the end.`);
    });
    await Promise.race([stopAsked, runChecks(options, steps, tallies)]);
  } finally {
    await instance.close();
  }
}

/**
 * @param {import("./tally.mjs").Tally[]} tallies
 * @param {boolean} skipsFail
 */
function printSummary(tallies, skipsFail) {
  const { passed, failed, skipped, flaky } = addUp(tallies, { skipsFail });
  const lines = [
    ...skipped.map(({ title, reason }) => `skipped: ${title} (${reason})`),
    ...flaky.map((title) => `flaky: ${title} (passed when tried once more)`),
    ...failed.map((title) => `failed: ${title}`),
    `${passed} passed, ${failed.length} failed`,
  ];
  process.stdout.write(`\n${lines.join("\n")}\n`);
  return failed.length === 0 ? 0 : 1;
}
