import { bringUp } from "./bring-up.mjs";
import { LaunchFailure } from "./failure.mjs";
import { openInstance } from "./instance.mjs";
import { releaseLock, takeLock } from "./lock.mjs";
import { HELP, parseOptions } from "./options.mjs";
import { readManifest } from "./project.mjs";
import { endLeftovers, filesOf, followRunning } from "./running-instance.mjs";
import { prepareHome } from "./state.mjs";
import { createSteps } from "./steps.mjs";
import { whenAskedToStop } from "./stop-request.mjs";

/**
 * Starts Image Diet and stays until it is asked to stop. Resolves to the exit status.
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
export async function main(argv) {
  try {
    const options = parseOptions(argv, process.env);
    if (options.help) {
      process.stdout.write(HELP);
      return 0;
    }
    prepareHome(options.home);
    return await start(options);
  } catch (error) {
    return report(error);
  }
}

/** @param {import("./options.mjs").Options} options */
async function start(options) {
  const steps = createSteps();
  const files = filesOf(options.home);
  for (;;) {
    const holder = await takeLock(files.lock);
    if (!holder) break;
    const url = await followRunning(options.home, holder, (text) => steps.say("waiting", `for ${text}`));
    if (!url) continue;
    process.stdout.write(`Image Diet already runs at ${url}\n`);
    return 0;
  }
  try {
    const { version } = readManifest();
    process.stdout.write(`Image Diet ${version}, state in ${options.home}\n`);
    await endLeftovers(options.home, (text) => steps.say("cleaning up", text));
    return await run(options, steps, version);
  } finally {
    releaseLock(files.lock);
  }
}

/**
 * @param {import("./options.mjs").Options} options
 * @param {import("./steps.mjs").Steps} steps
 * @param {string} version
 */
async function run(options, steps, version) {
  const instance = openInstance(options.home, { state: "starting", version });
  const stopAsked = whenAskedToStop();
  try {
    const up = bringUp(options, steps, (url) => {
      instance.publish({ state: "ready", url });
      process.stdout.write(`\nImage Diet is at ${url}   (Ctrl-C stops it)\n\n`);
    });
    await Promise.race([stopAsked, up]);
    const reason = await stopAsked;
    steps.end("stopping", `${reason}: web, worker, engine, database`);
  } catch (error) {
    await instance.close();
    return report(error);
  }
  await instance.close();
  process.stdout.write("Image Diet has stopped; nothing is left running.\n");
  return 0;
}

/** @param {unknown} error */
function report(error) {
  if (error instanceof LaunchFailure) {
    process.stderr.write(`\n${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`\n${error instanceof Error ? error.stack : error}\n`);
  return 1;
}
