import { prepareDependencies, preparePages } from "../launcher/checkout.mjs";
import { migrate } from "../launcher/migrate.mjs";
import { startPostgres } from "../launcher/postgres.mjs";
import { isBuilt } from "../launcher/web-build.mjs";
import { runPlaywright, runScript, runVitest } from "./phases.mjs";
import { shareFolders, startApplication, startTestEngine } from "./services.mjs";
import { ensureSystemPackages } from "./system-packages.mjs";
import { prepareTrivy } from "./trivy.mjs";

const NEEDS_SERVICES = ["integration", "e2e"];

/**
 * Runs the chosen phases, each with what it needs: what only reads the sources, the pages' build and the two lanes of
 * what is served beside each other, for the lanes wait more than they work; the browser's after them.
 * @param {import("./options.mjs").TestOptions} options
 * @param {import("../launcher/steps.mjs").Steps} steps
 * @param {import("./tally.mjs").Tally[]} tallies filled as phases end
 */
export async function runChecks(options, steps, tallies) {
  const { only, filters, home } = options;
  await prepareDependencies(steps);
  const phase = async (
    /** @type {string} */ name,
    /** @type {() => Promise<import("./tally.mjs").Tally>} */ work,
  ) => {
    await steps.step(name, async () => {
      const tally = await work();
      tallies.push(tally);
      const { passed, failed, skipped } = tally;
      return {
        done: `${passed} passed, ${failed.length} failed${skipped.length ? `, ${skipped.length} skipped` : ""}`,
        value: undefined,
      };
    });
  };

  const isServed = only.some((name) => NEEDS_SERVICES.includes(name));
  const pages = isServed ? buildPages(steps) : undefined;
  const readSources = async () => {
    for (const name of only) {
      if (name === "unit") {
        // Both take all cores there are.
        await pages;
        await phase(name, () => runVitest(name, filters, { home, env: {} }));
      } else if (!NEEDS_SERVICES.includes(name)) await phase(name, () => runScript(name));
    }
  };
  const reading = readSources();
  // Awaited below, and a failure of the others is not to end the process through these.
  reading.catch(() => {});
  pages?.catch(() => {});
  if (pages) await testServed(options, steps, { phase, reading, pages });
  await reading;
}

/**
 * The production build. Resolves to its folder.
 * @param {import("../launcher/steps.mjs").Steps} steps
 */
async function buildPages(steps) {
  // A dashboard may be running from .next: it is left alone unless it already is what would be built.
  const distDir = isBuilt(".next") ? ".next" : ".next-test";
  await preparePages(steps, distDir);
  return distDir;
}

/**
 * @param {import("./options.mjs").TestOptions} options
 * @param {import("../launcher/steps.mjs").Steps} steps
 * @param {{ phase: (name: string, work: () => Promise<import("./tally.mjs").Tally>) => Promise<void>,
 *   reading: Promise<void>, pages: Promise<string> }} beside
 */
async function testServed(options, steps, { phase, reading, pages }) {
  const { only, filters, home } = options;
  const { env, createDatabase } = await startServices(options, steps);
  if (only.includes("integration")) {
    const lanes = [/** @type {const} */ ("integration"), /** @type {const} */ ("beside")].map(
      async (name) => {
        const databaseUrl = await createDatabase(name);
        // The launcher's tests are in this lane, and start what was built.
        const distDir = name === "beside" ? await pages : undefined;
        await phase(name, () =>
          runVitest(name, filters, {
            home,
            env: { ...env, DATABASE_URL: databaseUrl, IMAGE_DIET_DIST_DIR: distDir },
          }),
        );
      },
    );
    await Promise.all(lanes);
  }
  // A browser's patience is shorter than a busy machine.
  await reading;
  if (only.includes("e2e")) {
    const databaseUrl = await createDatabase("e2e");
    const distDir = await pages;
    const { url } = await startApplication({
      ...options,
      distDir,
      databaseUrl,
      dockerHost: env.DOCKER_HOST,
      trivy: env.TRIVY,
      say: steps.say,
    });
    await phase("e2e", () =>
      runPlaywright(filters, {
        home,
        env: { ...env, DATABASE_URL: databaseUrl, BASE_URL: url, IMAGE_DIET_DIST_DIR: distDir },
      }),
    );
  }
}

/**
 * PostgreSQL, an engine and Trivy, for the phases that need them.
 * @param {import("./options.mjs").TestOptions} options
 * @param {import("../launcher/steps.mjs").Steps} steps
 */
async function startServices({ home, sharedHome, install }, steps) {
  shareFolders(home, sharedHome);
  await steps.step("system", async (wait) => ({
    done: await ensureSystemPackages({ install, wait, say: steps.say }),
    value: undefined,
  }));
  const toUrl = await steps.step("database", async (wait) => {
    const { url } = await startPostgres({ home, wait, say: steps.say });
    return { done: "embedded PostgreSQL runs", value: url };
  });
  const engine = await steps.step("engine", async (wait) => {
    const provided = await startTestEngine({ home, install, wait, say: steps.say });
    const done = provided.engine
      ? `Docker Engine ${provided.engine.version} at ${provided.engine.host}`
      : `none: ${provided.reason}; to have one, ${provided.cure}`;
    return { done, value: provided.engine };
  });
  const trivy = await steps.step("scanner", async (wait) => {
    const environment = { ...process.env, IMAGE_DIET_HOME: sharedHome };
    const { program, reason } = await prepareTrivy({ environment, log: wait });
    return { done: program ?? `none: ${reason}`, value: program };
  });
  const env = { IMAGE_DIET_HOME: home, DOCKER_HOST: engine?.host, TRIVY: trivy };

  // Only there once the dependencies are.
  const databases = await import("./databases.mjs");
  return {
    env,
    createDatabase: async (/** @type {string} */ purpose) => {
      const url = await databases.createDatabase(toUrl, purpose);
      await migrate({ DATABASE_URL: url, IMAGE_DIET_HOME: home });
      return url;
    },
  };
}
