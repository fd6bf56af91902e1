import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { getHttp } from "./wait-for-http.mjs";

/**
 * @typedef {{ host: string, version: string }} FoundEngine
 * @typedef {{ available: true, engine: FoundEngine } | { available: false, reason: string }} EngineAnswer
 */

/** The usual places of an engine's socket. @param {Record<string, string | undefined>} env */
export function listSockets(env) {
  return [
    "/var/run/docker.sock",
    ...(env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, "docker.sock")] : []),
    join(homedir(), ".docker/run/docker.sock"),
    join(homedir(), ".docker/desktop/docker.sock"),
  ];
}

/**
 * Asks whatever listens at a socket what it is.
 * @param {string} socketPath
 * @returns {Promise<EngineAnswer>}
 */
export async function askSocket(socketPath, timeoutMs = 2_000) {
  const answer = await getHttp({ socketPath, path: "/version", host: "localhost" }, timeoutMs);
  const host = `unix://${socketPath}`;
  if (!answer)
    return { available: false, reason: `the engine at ${host} does not answer, or not to this user` };
  const version = parseVersion(answer.body);
  if (answer.status !== 200 || !version) {
    return { available: false, reason: `what listens at ${host} is no Docker Engine` };
  }
  return { available: true, engine: { host, version } };
}

/** @param {string} body */
function parseVersion(body) {
  try {
    const { Version, Components = [] } = JSON.parse(body);
    // Podman answers the same call, but has no BuildKit.
    const isOther = Components.some((/** @type {{ Name?: string }} */ part) =>
      /podman/i.test(part.Name ?? ""),
    );
    return isOther ? undefined : String(Version);
  } catch {
    return undefined;
  }
}

/**
 * The first engine that answers at one of the usual sockets.
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<EngineAnswer>}
 */
export async function findEngine(env) {
  /** @type {string | undefined} */
  let reason;
  for (const socketPath of listSockets(env).filter((path) => existsSync(path))) {
    const answer = await askSocket(socketPath);
    if (answer.available) return answer;
    reason ??= answer.reason;
  }
  return { available: false, reason: reason ?? "no Docker Engine was found" };
}

/** The address in DOCKER_HOST, asked where that can be done without more programs (not over ssh or TLS).
 * @param {string} host
 * @returns {Promise<EngineAnswer>} */
export async function askHost(host) {
  if (host.startsWith("unix://")) return askSocket(host.slice("unix://".length));
  if (!URL.canParse(host)) return { available: false, reason: `DOCKER_HOST=${host} is no address` };
  const url = new URL(host);
  if (!["tcp:", "http:"].includes(url.protocol) || process.env.DOCKER_TLS_VERIFY) {
    return { available: true, engine: { host, version: "(not asked)" } };
  }
  const answer = await getHttp({ host: url.hostname, port: url.port || 2375, path: "/version" });
  const version = answer?.status === 200 ? parseVersion(answer.body) : undefined;
  return version
    ? { available: true, engine: { host, version } }
    : { available: false, reason: `no Docker Engine answers at DOCKER_HOST=${host}` };
}
