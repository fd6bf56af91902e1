import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import { join } from "node:path";
import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  status,
  type UntypedHandleCall,
} from "@grpc/grpc-js";
import type Docker from "dockerode";
import protobuf from "protobufjs";
import { z } from "zod";

const messages = protobuf.loadSync(join(import.meta.dirname, "proto", "session.proto"));

export type BuildSession = {
  /** Goes into the build request as `session`. */
  id: string;
  close: () => void;
};

/**
 * Opens a BuildKit session: a connection of the engine's that is turned around, so that the engine can ask us. It can
 * ask for the secrets of this build (`secretFiles`, absolute paths by id), for registry credentials (none: anonymous)
 * and whether we are alive. Rejects with the modem's error where the engine cannot be reached.
 */
export async function openSession(
  docker: Docker,
  secretFiles: Record<string, string>,
): Promise<BuildSession> {
  const server = new Server();
  const calls = [secretsCall(secretFiles), credentialsCall(), healthCall()];
  for (const { path, definition, handler } of calls)
    server.addService({ [path]: definition }, { [path]: handler });
  const id = randomUUID();
  const socket = await hijack(docker, {
    "X-Docker-Expose-Session-Uuid": id,
    "X-Docker-Expose-Session-Name": "image-diet",
    "X-Docker-Expose-Session-Grpc-Method": calls.map((call) => call.path),
  });
  // The engine's end may go first; the build's own stream then tells why.
  socket.on("error", () => socket.destroy());
  server.createConnectionInjector(ServerCredentials.createInsecure()).injectConnection(socket);
  return {
    id,
    close() {
      server.forceShutdown();
      socket.destroy();
    },
  };
}

function hijack(docker: Docker, headers: Record<string, string | string[]>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    docker.modem.dial(
      {
        method: "POST",
        path: "/session",
        hijack: true,
        headers: { ...headers, Upgrade: "h2c" },
        statusCodes: { 200: true, 500: "server error" },
      },
      (error, answer) => {
        if (error) reject(error);
        else if (answer instanceof Socket) resolve(answer);
        else reject(new Error("the engine did not open a session"));
      },
    );
  });
}

type Call = { path: string; definition: ServiceDefinition[string]; handler: UntypedHandleCall };

function unaryCall(
  path: string,
  requestName: string,
  responseName: string,
  answer: (request: unknown) => Promise<Record<string, unknown> | undefined>,
): Call {
  const request = messages.lookupType(`session.${requestName}`);
  const response = messages.lookupType(`session.${responseName}`);
  const encode = (type: protobuf.Type) => (value: object) => Buffer.from(type.encode(value).finish());
  const decode = (type: protobuf.Type) => (bytes: Buffer) =>
    type.toObject(type.decode(bytes), { defaults: true });
  const definition = {
    path,
    originalName: path,
    requestStream: false,
    responseStream: false,
    requestSerialize: encode(request),
    requestDeserialize: decode(request),
    responseSerialize: encode(response),
    responseDeserialize: decode(response),
  };
  const handler: UntypedHandleCall = (
    call: { request: unknown },
    callback: (error: { code: status; details: string } | null, value?: object) => void,
  ) => {
    answer(call.request).then(
      (value) =>
        value === undefined
          ? callback({ code: status.NOT_FOUND, details: "not found" })
          : callback(null, value),
      (error: unknown) => callback({ code: status.INTERNAL, details: String(error) }),
    );
  };
  return { path, definition, handler };
}

function secretsCall(secretFiles: Record<string, string>): Call {
  const asked = z.object({ ID: z.string() });
  return unaryCall(
    "/moby.buildkit.secrets.v1.Secrets/GetSecret",
    "GetSecretRequest",
    "GetSecretResponse",
    async (request) => {
      const { ID } = asked.parse(request);
      const path = Object.hasOwn(secretFiles, ID) ? secretFiles[ID] : undefined;
      return path === undefined ? undefined : { data: await readFile(path) };
    },
  );
}

function credentialsCall(): Call {
  return unaryCall(
    "/moby.filesync.v1.Auth/Credentials",
    "CredentialsRequest",
    "CredentialsResponse",
    async () => ({}),
  );
}

// BuildKit asks every second or so and drops a session that cannot answer.
function healthCall(): Call {
  const SERVING = 1;
  return unaryCall("/grpc.health.v1.Health/Check", "HealthCheckRequest", "HealthCheckResponse", async () => ({
    status: SERVING,
  }));
}
