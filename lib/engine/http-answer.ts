import type { HandedBytes, TakeBytes } from "../oci/byte-source.ts";
import { ChunkedDecoder } from "./chunked-decoder.ts";

const MAX_HEAD_BYTES = 64 * 1024;
const HEAD_END = "\r\n\r\n";

export type HttpAnswer = { status: number; body: HandedBytes };

/**
 * Reads the head of an HTTP/1.1 answer. Rejects with what the bytes end with, with an ECONNRESET where they end too early
 * (so does the body), and with an Error where they are no such answer.
 */
export async function readHttpAnswer(bytes: HandedBytes): Promise<HttpAnswer> {
  let received: Buffer = Buffer.alloc(0);
  let end = -1;
  await bytes.handTo((chunk) => {
    received = Buffer.concat([received, chunk]);
    end = received.indexOf(HEAD_END);
    return end < 0 && received.length <= MAX_HEAD_BYTES;
  });
  if (end < 0 && received.length > MAX_HEAD_BYTES) throw new Error("the answer's head has no end");
  if (end < 0) throw cutOff();
  const [first = "", ...lines] = received.toString("latin1", 0, end).split("\r\n");
  const status = /^HTTP\/1\.[01] ([1-5][0-9]{2})( |$)/.exec(first)?.[1];
  if (status === undefined) throw new Error("the answer is not HTTP");
  const rest = received.subarray(end + HEAD_END.length);
  const body = toBody(toHeaders(lines));
  return {
    status: Number.parseInt(status, 10),
    body: { handTo: (take) => handBody(body, rest, bytes, take) },
  };
}

function toHeaders(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, Math.max(0, colon)).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** Takes what was received apart, and knows whether that was all. */
type Body = {
  decode(received: Buffer): Iterator<Buffer>;
  readonly isDone: boolean;
  /** Ends with the connection. */
  readonly isOpen?: boolean;
};

function toBody(headers: ReadonlyMap<string, string>): Body {
  if (headers.get("transfer-encoding")?.toLowerCase() === "chunked") return new ChunkedDecoder();
  const length = headers.get("content-length");
  let left = Number(length ?? Infinity);
  return {
    *decode(received) {
      left -= received.length;
      yield received;
    },
    get isDone() {
      return left <= 0;
    },
    isOpen: length === undefined,
  };
}

async function handBody(body: Body, rest: Buffer, bytes: HandedBytes, take: TakeBytes): Promise<void> {
  let isEnough = false;
  const takeParts = (parts: Iterator<Buffer>): boolean | Promise<boolean> => {
    for (let part = parts.next(); !part.done; part = parts.next()) {
      const isMoreWanted = take(part.value);
      if (typeof isMoreWanted !== "boolean")
        return isMoreWanted.then((isWanted) => (isWanted ? takeParts(parts) : stop()));
      if (!isMoreWanted) return stop();
    }
    return !body.isDone;
  };
  const stop = () => {
    isEnough = true;
    return false;
  };
  if (!(await takeParts(body.decode(rest)))) return;
  await bytes.handTo((received) => takeParts(body.decode(received)));
  if (!isEnough && !body.isDone && !body.isOpen) throw cutOff();
}

function cutOff(): Error {
  return Object.assign(new Error("the answer was cut off"), { code: "ECONNRESET" });
}
