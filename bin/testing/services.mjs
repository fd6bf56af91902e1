import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { nodeArguments } from "../launcher/migrate.mjs";
import { PINNED_NODE, ROOT } from "../launcher/project.mjs";
import { provideEngine, providePrivateEngine } from "../launcher/provide-engine.mjs";
import { runProgram } from "../launcher/run-program.mjs";
import { superviseProcess } from "../launcher/supervise.mjs";
import { startWeb, waitForPage } from "../launcher/web.mjs";
import { workerArguments } from "../launcher/worker-arguments.mjs";

/** What is made at great cost and is the same for every use of it. */
const SHARED = ["bases", "trivy"];

/**
 * The tests' state directory lends the costly parts from the user's.
 * @param {string} home
 * @param {string} sharedHome
 */
export function shareFolders(home, sharedHome) {
  for (const name of SHARED) {
    mkdirSync(join(sharedHome, name), { recursive: true });
    if (!existsSync(join(home, name))) symlinkSync(join("..", name), join(home, name));
  }
}

/**
 * An engine for the tests: DOCKER_HOST, else as root a private one, else one that is found. Undefined where there is
 * none, said aloud.
 * @param {{ home: string, install: boolean, wait: (text: string) => void, say: (name: string, text: string) => void }} options
 */
export async function startTestEngine(options) {
  const isPrivate = !process.env.DOCKER_HOST && process.getuid?.() === 0 && process.platform === "linux";
  const own = isPrivate ? await providePrivateEngine(options, "the tests have their own") : undefined;
  const provided = own?.engine ? own : await provideEngine({ ...options, install: false });
  return provided;
}

/** A small but real vulnerability database, whatever its age; nothing is downloaded. */
const SCANNER_DATABASE = "lib/scan/testdata/trivy-db.tar.gz";

/**
 * The variables that give the application its scanner; none where there is no Trivy.
 * @param {string} home @param {string | undefined} trivy
 */
async function prepareScanner(home, trivy) {
  if (!trivy) return {};
  // Not below `trivy/`, which is lent by the user's state directory.
  const env = { TRIVY: trivy, TRIVY_CACHE_DIR: join(home, "scanner"), TRIVY_SKIP_DB_UPDATE: "true" };
  const args = [...nodeArguments("bin/diet.ts"), "scanner", "import", SCANNER_DATABASE];
  const { ok, output } = await runProgram(PINNED_NODE, args, { cwd: ROOT, env });
  if (!ok) throw new Error(`The scanner's database could not be imported:\n${output}`);
  return env;
}

/**
 * Web and worker on a database, as `npm start` runs them; no worker where `worker` is false. Resolves to the URL of the
 * pages, and to what stops it all.
 * @param {{ home: string, port: number, distDir: string, databaseUrl: string, dockerHost: string | undefined,
 *   trivy: string | undefined, worker?: boolean, say: (name: string, text: string) => void }} options
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startApplication(options) {
  const { home, port, distDir, databaseUrl, say } = options;
  const env = {
    DATABASE_URL: databaseUrl,
    IMAGE_DIET_HOME: home,
    IMAGE_DIET_SOURCE_ROOTS: join(ROOT, "lab/services"),
  };
  const worker = options.worker === false ? undefined : await startTestWorker(options, env);
  const web = await startWeb({ home, host: "127.0.0.1", port, distDir, env, say });
  await waitForPage("127.0.0.1", web.port);
  return {
    url: web.url,
    stop: async () => {
      await web.server.stop();
      await worker?.stop();
    },
  };
}

/**
 * @param {{ home: string, dockerHost: string | undefined, trivy: string | undefined,
 *   say: (name: string, text: string) => void }} options
 * @param {Record<string, string>} env
 */
async function startTestWorker({ home, dockerHost, trivy, say }, env) {
  const scanner = await prepareScanner(home, trivy);
  return superviseProcess({
    role: "worker",
    command: PINNED_NODE,
    args: workerArguments(),
    cwd: ROOT,
    env: {
      ...env,
      ...scanner,
      NODE_ENV: "production",
      DOCKER_HOST: dockerHost,
      IMAGE_DIET_FIRST_RUN: undefined,
      // Tests ask for the probes that they want to see.
      IMAGE_DIET_PROBE_BUILDS: "false",
    },
    logPath: join(home, "logs/worker.log"),
    say,
  });
}
