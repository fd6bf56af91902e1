import type { HandedBytes } from "../oci/byte-source.ts";
import { readHttpAnswer } from "./http-answer.ts";
import { SocketBytes, type SocketPlace } from "./socket-bytes.ts";

const MAX_MESSAGE_BYTES = 64 * 1024;

export type Reply<Body = HandedBytes> = {
  body: Promise<Body>;
  destroy(error?: Error): void;
};

/**
 * Asks an engine for a long answer on a connection of its own, past Node's HTTP client; why is told in
 * docs/decisions/reading-exports.md. Rejects as the modem does: with `statusCode` and `json` where the engine refuses.
 */
export function getBytes(place: SocketPlace, path: string): Reply {
  const host = "path" in place ? "docker" : `${place.host}:${place.port}`;
  const request = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  const bytes = new SocketBytes(place, request);
  const body = readBody(bytes);
  // Who asked may look at something else first.
  body.catch(() => {});
  return { body, destroy: (error) => bytes.destroy(error) };
}

async function readBody(bytes: SocketBytes): Promise<HandedBytes> {
  try {
    const { status, body } = await readHttpAnswer(bytes);
    if (status === 200) return { handTo: (take) => body.handTo(take).finally(() => bytes.destroy()) };
    throw await toRefusal(status, body);
  } catch (error) {
    bytes.destroy();
    throw error;
  }
}

async function toRefusal(status: number, body: HandedBytes): Promise<Error> {
  let message = Buffer.alloc(0);
  await body.handTo((chunk) => {
    message = Buffer.concat([message, chunk]);
    return message.length <= MAX_MESSAGE_BYTES;
  });
  const text = message.toString("utf8");
  return Object.assign(new Error(text), { statusCode: status, json: tryJson(text) });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
