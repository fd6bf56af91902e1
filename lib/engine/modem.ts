import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import Docker from "dockerode";
import { AppError } from "../errors.ts";
import { type EngineEnvironment, parseEngineAddress } from "./engine-address.ts";

/** A query goes into `options`, and the path ends with `?`: of one that is written into the path the last letter is lost. */
export type DialOptions = Parameters<Docker["modem"]["dial"]>[0];

/** A dockerode client for one DOCKER_HOST. Throws bad-input. */
export function createDocker(host: string, environment: EngineEnvironment = process.env): Docker {
  const address = parseEngineAddress(host, environment);
  // What is not given here dockerode would read from this process's DOCKER_HOST.
  if (address.kind === "socket") {
    const { path: socketPath } = address;
    const docker = new Docker({ host: undefined, port: undefined, protocol: "http", socketPath });
    // An engine that is being stopped still answers on connections that it has: each question gets one of its own.
    Object.assign(docker.modem, { agent: new Agent({ keepAlive: false }) });
    return docker;
  }
  const { kind: protocol, ...place } = address;
  return new Docker({
    ...place,
    protocol,
    socketPath: undefined,
    ...(protocol === "https" ? readClientCertificates(environment) : {}),
  });
}

function readClientCertificates(environment: EngineEnvironment) {
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
