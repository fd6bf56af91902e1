import { bringUp } from "./bring-up.mjs";
import { listChildren, onChildrenChange } from "./children.mjs";
import { LaunchFailure } from "./failure.mjs";
import { startKeeper } from "./keeper-link.mjs";
import { releaseLock, takeLock } from "./lock.mjs";
import { HELP, parseOptions } from "./options.mjs";
import { identify } from "./processes.mjs";
import { readManifest } from "./project.mjs";
import { endLeftovers, filesOf, followRunning } from "./running-instance.mjs";
import { prepareHome, removeFile, writeWhole } from "./state.mjs";
import { createSteps } from "./steps.mjs";
import { stopAll } from "./stop.mjs";
import { whenAskedToStop } from "./stop-request.mjs";
import { endSupervision } from "./supervise.mjs";

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
  const files = filesOf(options.home);
  const identity = identify(process.pid);
  /** @type {Partial<import("./running-instance.mjs").LauncherRecord>} */
  const record = { ...identity, state: "starting", version, children: [] };
  const publish = (/** @type {typeof record} */ change) => {
    Object.assign(record, change);
    writeWhole(files.record, JSON.stringify(record));
  };
  publish({});
  const keeper = startKeeper({
    ownFiles: [files.record, files.lock],
    onStart: (started) => publish(started ? { keeper: started } : {}),
  });
  onChildrenChange((children) => publish({ children }));

  const stopAsked = whenAskedToStop();
  /** @type {unknown} */
  let failure;
  try {
    const up = bringUp(options, steps, (url) => {
      publish({ state: "ready", url });
      process.stdout.write(`\nImage Diet is at ${url}   (Ctrl-C stops it)\n\n`);
    });
    await Promise.race([stopAsked, up]);
    const reason = await stopAsked;
    steps.say("stopping", `${reason}: web, worker, engine, database`);
  } catch (error) {
    failure = error;
  }
  endSupervision();
  publish({ state: "stopping" });
  await stopAll(listChildren());
  removeFile(files.record);
  await keeper.release();
  if (failure) return report(failure);
  steps.say("stopped", "nothing is left running");
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
