import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import type { EngineStatus } from "../status/schemas.ts";
import { connectionErrorCode, engineMessage, explainUnavailable } from "./engine-error.ts";
import { readInfo } from "./info.ts";
import { createDocker } from "./modem.ts";

const PROBE_TIMEOUT_MS = 3000;
type Places = { home: string; runtimeFolder: string | undefined };

/** Where an engine may be, as DOCKER_HOST values, best first. DOCKER_HOST itself leaves no choice. */
export function listEngineHosts(
  environment: Pick<Env, "DOCKER_HOST" | "home">,
  places: Places = { home: homedir(), runtimeFolder: process.env.XDG_RUNTIME_DIR },
): string[] {
  if (environment.DOCKER_HOST) return [environment.DOCKER_HOST];
  return [
    "/var/run/docker.sock",
    ...(places.runtimeFolder ? [join(places.runtimeFolder, "docker.sock")] : []),
    join(places.home, ".docker/run/docker.sock"),
    join(places.home, ".docker/desktop/docker.sock"),
    join(environment.home, "engine/docker.sock"),
  ].map((path) => `unix://${path}`);
}

/**
 * The first host whose engine answers; where none does, the first that is at least there (so that its reason can be
 * told); undefined where there is nothing.
 */
export async function findEngineHost(
  environment: Pick<Env, "DOCKER_HOST" | "home">,
  places?: Places,
): Promise<string | undefined> {
  const hosts = listEngineHosts(environment, places).filter(
    (host) => host === environment.DOCKER_HOST || existsSync(host.replace("unix://", "")),
  );
  for (const host of hosts) if ((await probeEngine(host)).available) return host;
  return hosts[0];
}

/** Whether an engine answers within 3 s (or timeoutMs), its id and version; otherwise why not and what to do. Never throws. */
export async function probeEngine(
  host: string | undefined,
  timeoutMs = PROBE_TIMEOUT_MS,
): Promise<EngineStatus> {
  if (host === undefined)
    return {
      available: false,
      reason: "No Docker Engine was found on this machine.",
      cure: "Install Docker (Debian and Ubuntu: apt-get install docker.io) and start it, or set DOCKER_HOST.",
    };
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const info = await readInfo(createDocker(host), timeout);
    return { available: true, id: info.id, version: info.version };
  } catch (error) {
    if (error instanceof AppError)
      return { available: false, reason: error.message, cure: "Correct the setting." };
    const code = timeout.aborted ? "ETIMEDOUT" : connectionErrorCode(error);
    if (code) return { available: false, ...explainUnavailable(host, code) };
    return {
      available: false,
      reason: `What answers at ${host} is no Docker Engine that can be used: ${engineMessage(error).slice(0, 200)}.`,
      cure: "Docker Engine 20.10 or newer is needed; set DOCKER_HOST to one.",
    };
  }
}
