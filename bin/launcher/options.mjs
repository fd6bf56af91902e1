import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { EXIT, errorCode, LaunchFailure } from "./failure.mjs";

export const HELP = `Image Diet: builds one Rust service into several container images and compares them in the browser.

  npm start [-- options]

  --port <number>    the dashboard's port (default 3000, or PORT); the next free one where it is taken
  --home <folder>    where state lives: database, private engine, bases, logs (default IMAGE_DIET_HOME,
                     or image-diet/ in your state folder)
  --no-install       never install system packages (docker.io, debootstrap); say what is missing instead
  --no-first-run     do not start a run of the five variants where there is none yet
  --help             this text

  DATABASE_URL       a PostgreSQL of your own instead of the embedded one
  DOCKER_HOST        a Docker Engine of your own instead of the one that is found or started
  HOST               the address to listen on (default 127.0.0.1); any other needs IMAGE_DIET_TOKEN
  IMAGE_DIET_PREBUILT_ROOTS
                     folders below which a prebuilt program may be named by its path, separated by colons
  IMAGE_DIET_SOURCE_ROOTS
                     folders below which a service's source may be named by its path, separated by colons
  IMAGE_DIET_GIT_HOSTS
                     hosts from which a service's source may be cloned, separated by commas

Ctrl-C stops everything that was started. A second \`npm start\` shows where the first one is.
`;

/**
 * @typedef {{ help: boolean, install: boolean, firstRun: boolean, host: string, port: number, home: string }} Options
 */

/**
 * Reads the command line and the environment. Throws LaunchFailure that names what is wrong.
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} env
 * @returns {Options}
 */
export function parseOptions(argv, env) {
  const values = parse(argv);
  const host = env.HOST?.trim() || "127.0.0.1";
  if (!isLoopback(host) && !env.IMAGE_DIET_TOKEN?.trim()) {
    throw new LaunchFailure(
      `HOST=${host} lets other machines in: set IMAGE_DIET_TOKEN to a secret of yours too, or leave HOST out.`,
      EXIT.badInput,
    );
  }
  const home = values.home ?? env.IMAGE_DIET_HOME?.trim();
  return {
    help: values.help ?? false,
    install: !values["no-install"],
    firstRun: !values["no-first-run"],
    host,
    port: parsePort(values.port, env.PORT),
    home: home ? (isAbsolute(home) ? home : resolve(home)) : defaultHome(env),
  };
}

/** @param {string[]} argv */
function parse(argv) {
  try {
    return parseArgs({
      args: argv,
      options: {
        help: { type: "boolean", short: "h" },
        port: { type: "string" },
        home: { type: "string" },
        "no-install": { type: "boolean" },
        "no-first-run": { type: "boolean" },
      },
    }).values;
  } catch (error) {
    if (!errorCode(error).startsWith("ERR_PARSE_ARGS")) throw error;
    const reason = error instanceof Error ? error.message.split(". ")[0] : "";
    throw new LaunchFailure(`${reason}: \`npm start -- --help\` lists the options.`, EXIT.badInput);
  }
}

/**
 * @param {string | undefined} option
 * @param {string | undefined} variable
 */
function parsePort(option, variable) {
  const [name, text] = option === undefined ? ["PORT", variable?.trim() || "3000"] : ["--port", option];
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65535) return port;
  throw new LaunchFailure(`${name} ${text} is no port: give a number from 1 to 65535.`, EXIT.badInput);
}

/** @param {string} host */
function isLoopback(host) {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * The same folder as lib/env.ts names.
 * @param {Record<string, string | undefined>} env
 */
function defaultHome(env) {
  return join(env.XDG_STATE_HOME ?? join(homedir(), ".local", "state"), "image-diet");
}
