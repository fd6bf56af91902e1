import { ChunkedDecoder } from "./chunked-decoder.ts";

const MAX_HEAD_BYTES = 64 * 1024;
const HEAD_END = "\r\n\r\n";

export type HttpAnswer = {
  status: number;
  /** In the memory of what was received: a chunk is only valid until the next one is asked for. */
  body: AsyncGenerator<Buffer, void>;
};

/**
 * Reads the head of an HTTP/1.1 answer. Rejects with what the bytes end with, with an ECONNRESET where they end too early
 * (so does the body), and with an Error where they are no such answer.
 */
export async function readHttpAnswer(bytes: AsyncIterator<Buffer, undefined>): Promise<HttpAnswer> {
  let received: Buffer = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    if (received.length > MAX_HEAD_BYTES) throw new Error("the answer's head has no end");
    received = Buffer.concat([received, await nextOf(bytes)]);
    end = received.indexOf(HEAD_END);
  }
  const [first = "", ...lines] = received.toString("latin1", 0, end).split("\r\n");
  const status = /^HTTP\/1\.[01] ([1-5][0-9]{2})( |$)/.exec(first)?.[1];
  if (status === undefined) throw new Error("the answer is not HTTP");
  const rest = received.subarray(end + HEAD_END.length);
  return { status: Number.parseInt(status, 10), body: readBody(toHeaders(lines), rest, bytes) };
}

function toHeaders(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, Math.max(0, colon)).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

async function* readBody(
  headers: ReadonlyMap<string, string>,
  first: Buffer,
  bytes: AsyncIterator<Buffer, undefined>,
): AsyncGenerator<Buffer, void> {
  if (headers.get("transfer-encoding")?.toLowerCase() === "chunked") {
    const decoder = new ChunkedDecoder();
    for (let received = first; ; received = await nextOf(bytes)) {
      yield* decoder.decode(received);
      if (decoder.isDone) return;
    }
  }
  const length = headers.get("content-length");
  // Without either the answer ends with the connection.
  for (let left = Number(length ?? Infinity), received = first; left > 0; ) {
    yield received;
    left -= received.length;
    if (left <= 0) return;
    const next = await bytes.next();
    if (next.done && length === undefined) return;
    if (next.done) throw cutOff();
    received = next.value;
  }
}

async function nextOf(bytes: AsyncIterator<Buffer, undefined>): Promise<Buffer> {
  const next = await bytes.next();
  if (next.done) throw cutOff();
  return next.value;
}

function cutOff(): Error {
  return Object.assign(new Error("the answer was cut off"), { code: "ECONNRESET" });
}
