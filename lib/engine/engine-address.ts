import { AppError } from "../errors.ts";

export type EngineEnvironment = Record<string, string | undefined>;

/** Where an engine listens and how it is talked to there. */
export type EngineAddress =
  | { kind: "socket"; path: string }
  | { kind: "http" | "https"; host: string; port: number }
  | { kind: "ssh"; host: string; port: number; username: string };

/** What a DOCKER_HOST stands for (unix://, npipe://, tcp://, http://, https://, ssh://). Throws bad-input. */
export function parseEngineAddress(
  host: string,
  environment: EngineEnvironment = process.env,
): EngineAddress {
  if (host.startsWith("unix://") || host.startsWith("npipe://"))
    return { kind: "socket", path: host.replace(/^(unix|npipe):\/\//, "") };
  let url: URL;
  try {
    url = new URL(host.includes("://") ? host : `tcp://${host}`);
  } catch (cause) {
    throw new AppError(
      "bad-input",
      `DOCKER_HOST=${host} is no address; write unix:///path or tcp://host:port.`,
      { field: "DOCKER_HOST", cause },
    );
  }
  const { username } = url;
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (url.protocol === "ssh:") return { kind: "ssh", host: hostname, port: Number(url.port || 22), username };
  const secure =
    url.protocol === "https:" || url.port === "2376" || Boolean(environment.DOCKER_TLS_VERIFY?.trim());
  return {
    kind: secure ? "https" : "http",
    host: hostname,
    port: Number(url.port || (secure ? 2376 : 2375)),
  };
}
