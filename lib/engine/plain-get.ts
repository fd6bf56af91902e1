import { readHttpAnswer } from "./http-answer.ts";
import { SocketBytes, type SocketPlace } from "./socket-bytes.ts";

const MAX_MESSAGE_BYTES = 64 * 1024;

export type Reply = {
  /** In memory that is used again: a chunk is only valid until the next one is asked for. */
  body: Promise<AsyncIterable<Buffer>>;
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

async function readBody(bytes: SocketBytes): Promise<AsyncIterable<Buffer>> {
  try {
    const { status, body } = await readHttpAnswer(bytes);
    if (status === 200) return untilRead(bytes, body);
    throw await toRefusal(status, body);
  } catch (error) {
    bytes.destroy();
    throw error;
  }
}

async function* untilRead(bytes: SocketBytes, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  try {
    yield* body;
  } finally {
    bytes.destroy();
  }
}

async function toRefusal(status: number, body: AsyncIterable<Buffer>): Promise<Error> {
  let message = Buffer.alloc(0);
  for await (const chunk of body) {
    message = Buffer.concat([message, chunk]);
    if (message.length > MAX_MESSAGE_BYTES) break;
  }
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
