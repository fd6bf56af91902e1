import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { clearEngineRemains } from "./engine-remains.mjs";
import { explainFailure } from "./failure.mjs";
import { askSocket } from "./find-engine.mjs";
import { identify, readCommandLine } from "./processes.mjs";
import { removeFile, writeWhole } from "./state.mjs";
import { stopOne } from "./stop.mjs";
import { readLogEnd, superviseProcess } from "./supervise.mjs";

const READY_TIMEOUT_MS = 60_000;
/** A socket's path may have 107 bytes; dockerd adds this much to its exec root's. */
const LONGEST_EXEC_ROOT = 107 - "/containerd/containerd.sock.ttrpc".length;

/**
 * Starts a Docker Engine that is the launcher's own, and keeps it running. Throws LaunchFailure with the engine's
 * reason where it cannot run here.
 * @param {{ home: string, dockerd: string, say: (name: string, text: string) => void }} options
 */
export async function startPrivateEngine({ home, dockerd, say }) {
  const { folder, execRoot, socketPath, pidPath, settingsPath } = layOut(home);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(socketPath), { recursive: true, mode: 0o700 });
  // One of its own, so that the machine's /etc/docker/daemon.json neither applies nor conflicts.
  writeWhole(settingsPath, "{}\n");
  const logPath = join(home, "logs/engine.log");
  const namespace = `image-diet-${digest(home)}`;
  const folders = { data: join(folder, "data"), run: execRoot };
  const endLeftover = () => endLeftoverEngine(pidPath, folders);
  await endLeftover();
  const server = superviseProcess({
    role: "engine",
    command: dockerd,
    args: [
      ...["--config-file", settingsPath, "--host", `unix://${socketPath}`, "--group", "root"],
      ...["--data-root", folders.data, "--exec-root", folders.run, "--pidfile", pidPath],
      // Where the machine runs a containerd, it is shared; names apart keep this engine's things apart.
      ...["--containerd-namespace", namespace, "--containerd-plugins-namespace", `${namespace}-plugins`],
      // Builds use the host's network: no bridge, and nothing of the machine's firewall is touched.
      ...["--bridge=none", "--iptables=false", "--ip6tables=false", "--ip-masq=false", "--ip-forward=false"],
      ...["--userland-proxy=false", "--shutdown-timeout=2"],
    ],
    // BuildKit cuts a step's log off at 1 MiB and 200 KiB/s where nobody tells it otherwise.
    env: { BUILDKIT_STEP_LOG_MAX_SIZE: "268435456", BUILDKIT_STEP_LOG_MAX_SPEED: "1073741824" },
    cwd: folder,
    engine: folders,
    logPath,
    say,
    beforeRestart: endLeftover,
  });
  const engine = await waitForEngine(socketPath, () => server.findEnd() !== undefined);
  if (!engine) {
    await server.stop();
    const end = readLogEnd(logPath, 40);
    const reason = /failed to start daemon: (.*)/.exec(end)?.[1];
    throw explainFailure("Starting a Docker Engine", reason ?? lastOf(end), { place: home });
  }
  return { server, engine };
}

/**
 * @param {string} socketPath
 * @param {() => boolean} hasEnded
 * @returns {Promise<import("./find-engine.mjs").FoundEngine | undefined>}
 */
async function waitForEngine(socketPath, hasEnded) {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!hasEnded() && performance.now() < deadline) {
    const answer = await askSocket(socketPath);
    if (answer.available) return answer.engine;
    await sleep(50);
  }
  return undefined;
}

/** @param {string} log */
function lastOf(log) {
  return log.split("\n").slice(-3).join("\n") || "it did not answer";
}

/** @param {string} home */
function layOut(home) {
  const folder = join(home, "engine");
  const isLong = Buffer.byteLength(join(folder, "exec")) > LONGEST_EXEC_ROOT;
  const short = isLong ? `/run/image-diet-${digest(home)}` : folder;
  return {
    folder,
    execRoot: join(short, "exec"),
    socketPath: join(short, "docker.sock"),
    pidPath: join(folder, "pid"),
    settingsPath: join(folder, "daemon.json"),
  };
}

/** @param {string} text */
function digest(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

/**
 * Stops an engine that a killed launcher left behind, and removes its pid file: dockerd refuses to start where the
 * number in it is anybody's.
 * @param {string} pidPath
 * @param {import("./engine-remains.mjs").EngineFolders} folders
 */
async function endLeftoverEngine(pidPath, folders) {
  const pid = readPid(pidPath);
  const identity = pid === undefined ? undefined : identify(pid);
  if (identity && readCommandLine(identity.pid).includes(folders.data)) {
    await stopOne({ ...identity, role: "engine", engine: folders });
  }
  clearEngineRemains(folders);
  removeFile(pidPath);
}

/** @param {string} path */
function readPid(path) {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
