import { join } from "node:path";
import { parseArgs } from "node:util";
import { EXIT, errorCode, LaunchFailure } from "../launcher/failure.mjs";
import { parseOptions } from "../launcher/options.mjs";

const PHASES = /** @type {const} */ (["format", "lint", "types", "imports", "unit", "integration", "e2e"]);

/** @typedef {(typeof PHASES)[number]} PhaseName */

export const HELP = `Runs every check: format, lint, types, imports, unit, integration, e2e.

  npm test [-- options] [filter …]

  --only <phases>    only these, separated by commas: npm test -- --only unit,integration
  --port <number>    the web server's port for e2e (default 3100); the next free one where it is taken
  --no-install       never install system packages (docker.io, debootstrap, docker-registry, busybox-static, chromium)
  --help             this text
  filter             parts of test files' paths: npm test -- --only integration lib/engine

Database and engine are the tests' own, in test/ of the state directory (IMAGE_DIET_HOME).
With CI=true a skipped test counts as failed.
`;

/**
 * @typedef {{ help: boolean, only: PhaseName[], filters: string[], port: number, install: boolean, sharedHome: string,
 *   home: string, skipsFail: boolean }} TestOptions
 */

/**
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} env
 * @returns {TestOptions}
 */
export function parseTestOptions(argv, env) {
  const { values, positionals } = parse(argv);
  const only = (values.only ?? PHASES.join(",")).split(",").map((name) => name.trim());
  const unknown = only.find((name) => !isPhase(name));
  if (unknown !== undefined) {
    throw new LaunchFailure(`--only ${unknown} is none of ${PHASES.join(", ")}.`, EXIT.badInput);
  }
  const { home, port } = parseOptions(values.port ? ["--port", values.port] : ["--port", "3100"], {
    ...env,
    HOST: undefined,
  });
  return {
    help: values.help ?? false,
    only: PHASES.filter((name) => only.includes(name)),
    filters: positionals,
    port,
    install: !values["no-install"],
    sharedHome: home,
    home: join(home, "test"),
    skipsFail: env.CI === "true",
  };
}

/** @param {string} name @returns {name is PhaseName} */
function isPhase(name) {
  return PHASES.some((phase) => phase === name);
}

/** @param {string[]} argv */
function parse(argv) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        only: { type: "string" },
        port: { type: "string" },
        "no-install": { type: "boolean" },
      },
    });
  } catch (error) {
    if (!errorCode(error).startsWith("ERR_PARSE_ARGS")) throw error;
    const reason = error instanceof Error ? error.message.split(". ")[0] : "";
    throw new LaunchFailure(`${reason}: \`npm test -- --help\` lists the options.`, EXIT.badInput);
  }
}
