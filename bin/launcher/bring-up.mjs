import { join } from "node:path";
import { prepareDependencies, preparePages } from "./checkout.mjs";
import { migrate } from "./migrate.mjs";
import { startPostgres } from "./postgres.mjs";
import { PINNED_NODE, ROOT } from "./project.mjs";
import { provideEngine, watchForEngine } from "./provide-engine.mjs";
import { superviseProcess } from "./supervise.mjs";
import { startWeb, waitForPage } from "./web.mjs";
import { workerArguments } from "./worker-arguments.mjs";

const DATABASE = "image_diet";
const DIST_DIR = process.env.IMAGE_DIET_DIST_DIR ?? ".next";

/**
 * Starts everything, in parallel where one needs not the other.
 * @param {import("./options.mjs").Options} options
 * @param {import("./steps.mjs").Steps} steps
 * @param {(url: string) => void} onReady the dashboard serves pages
 */
export async function bringUp(options, steps, onReady) {
  // The engine needs nothing that npm installs.
  const engine = startEngine(options, steps);
  engine.catch(() => {});
  await prepareDependencies(steps);

  const databaseUrl = startDatabase(options.home, steps);
  const pages = preparePages(steps, DIST_DIR);
  const migrated = databaseUrl.then((url) => migrateStep(options.home, url, steps));

  const web = Promise.all([databaseUrl, pages]).then(([url]) =>
    startWeb({ ...options, distDir: DIST_DIR, env: settings(options.home, url), say: steps.say }),
  );
  const ready = Promise.all([web, migrated]).then(async ([{ url, port }]) => {
    const status = await waitForPage(options.host, port);
    if (status === 0 || status >= 500) steps.say("web", `answers with status ${status}; see logs/web.log`);
    onReady(url);
  });
  const worker = Promise.all([databaseUrl, engine, migrated, pages]).then(([url, provided]) =>
    startWorker(options, url, provided, steps),
  );
  await Promise.all([ready, worker]);
}

/** @param {string} home @param {import("./steps.mjs").Steps} steps @returns {Promise<string>} DATABASE_URL */
async function startDatabase(home, steps) {
  const configured = process.env.DATABASE_URL?.trim();
  if (configured) return configured;
  return steps.step("database", async (wait) => {
    const { url } = await startPostgres({ home, wait, say: steps.say });
    return { done: "embedded PostgreSQL runs", value: url(DATABASE) };
  });
}

/** @param {string} home @param {string} url @param {import("./steps.mjs").Steps} steps */
function migrateStep(home, url, steps) {
  return steps.step("schema", async () => {
    await migrate(settings(home, url));
    return { done: "up to date", value: undefined };
  });
}

/** @param {import("./options.mjs").Options} options @param {import("./steps.mjs").Steps} steps */
function startEngine(options, steps) {
  return steps.step("engine", async (wait) => {
    const provided = await provideEngine({ ...options, wait, say: steps.say });
    const done = provided.engine
      ? `Docker Engine ${provided.engine.version} at ${provided.engine.host}`
      : `none: ${provided.reason}.\n${" ".repeat(24)}The dashboard is read-only until there is one: ${provided.cure}. It is picked up by itself.`;
    return { done, value: provided };
  });
}

/**
 * @param {import("./options.mjs").Options} options
 * @param {string} url
 * @param {import("./provide-engine.mjs").Provided} provided
 * @param {import("./steps.mjs").Steps} steps
 */
function startWorker(options, url, provided, steps) {
  /** @param {import("./provide-engine.mjs").Provided} from */
  const start = (from) =>
    superviseProcess({
      role: "worker",
      command: PINNED_NODE,
      args: workerArguments(),
      cwd: ROOT,
      env: {
        ...settings(options.home, url),
        NODE_ENV: "production",
        IMAGE_DIET_FIRST_RUN: options.firstRun ? "1" : undefined,
        ...(from.engine && { DOCKER_HOST: from.engine.host }),
      },
      logPath: join(options.home, "logs/worker.log"),
      say: steps.say,
    });
  const worker = start(provided);
  steps.say("worker", provided.engine ? "runs" : "runs, without an engine");
  if (provided.engine) return;
  watchForEngine({ ...options, wait: () => {}, say: steps.say }, async (found) => {
    if (!found.engine) return;
    steps.say("engine", `Docker Engine ${found.engine.version} at ${found.engine.host}; builds can start`);
    // The worker looks in the usual places itself, and in this one of the state directory.
    const known = `unix://${join(options.home, "engine/docker.sock")}`;
    if (!found.isPrivate || found.engine.host === known) return;
    await worker.stop();
    start(found);
  });
}

/** @param {string} home @param {string} url */
function settings(home, url) {
  return { DATABASE_URL: url, IMAGE_DIET_HOME: home };
}
