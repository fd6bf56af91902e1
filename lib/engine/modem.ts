import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import Docker from "dockerode";
import { AppError } from "../errors.ts";

type DockerEnvironment = Record<string, string | undefined>;
/** A query goes into `options`, and the path ends with `?`: of one that is written into the path the last letter is lost. */
export type DialOptions = Parameters<Docker["modem"]["dial"]>[0];

/** A dockerode client for one DOCKER_HOST (unix://, npipe://, tcp://, http://, https://, ssh://). Throws bad-input. */
export function createDocker(host: string, environment: DockerEnvironment = process.env): Docker {
  // What is not given here dockerode would read from this process's DOCKER_HOST.
  if (host.startsWith("unix://") || host.startsWith("npipe://")) {
    const socketPath = host.replace(/^(unix|npipe):\/\//, "");
    const docker = new Docker({ host: undefined, port: undefined, protocol: "http", socketPath });
    // An engine that is being stopped still answers on connections that it has: each question gets one of its own.
    Object.assign(docker.modem, { agent: new Agent({ keepAlive: false }) });
    return docker;
  }
  let url: URL;
  try {
    url = new URL(host.includes("://") ? host : `tcp://${host}`);
  } catch (cause) {
    throw new AppError(
      "bad-input",
      `DOCKER_HOST=${host} is no address; write unix:///path or tcp://host:port.`,
      {
        field: "DOCKER_HOST",
        cause,
      },
    );
  }
  if (url.protocol === "ssh:") {
    return new Docker({
      host: url.hostname,
      port: url.port || 22,
      protocol: "ssh",
      username: url.username,
      socketPath: undefined,
    });
  }
  const secure =
    url.protocol === "https:" || url.port === "2376" || Boolean(environment.DOCKER_TLS_VERIFY?.trim());
  return new Docker({
    host: url.hostname,
    port: url.port || (secure ? 2376 : 2375),
    protocol: secure ? "https" : "http",
    socketPath: undefined,
    ...(secure ? readClientCertificates(environment) : {}),
  });
}

function readClientCertificates(environment: DockerEnvironment) {
  const folder = environment.DOCKER_CERT_PATH?.trim();
  if (!folder) return {};
  const read = (name: string) => readFileSync(join(folder, name));
  try {
    return { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") };
  } catch (cause) {
    throw new AppError(
      "bad-input",
      `DOCKER_CERT_PATH=${folder} does not hold readable ca.pem, cert.pem, key.pem.`,
      {
        field: "DOCKER_CERT_PATH",
        cause,
      },
    );
  }
}

/** One request whose whole JSON answer is returned, unparsed by type. Rejects with the modem's own error. */
export function requestJson(docker: Docker, options: DialOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    docker.modem.dial(options, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

/** One request whose answer is read as a stream. Rejects with the modem's own error. */
export function requestStream(docker: Docker, options: DialOptions): Promise<Readable> {
  return new Promise((resolve, reject) => {
    docker.modem.dial({ ...options, isStream: true }, (error, answer) => {
      if (error) return reject(error);
      if (answer !== null && "pipe" in answer) return resolve(answer as Readable);
      reject(new Error("the engine's answer is no stream"));
    });
  });
}
