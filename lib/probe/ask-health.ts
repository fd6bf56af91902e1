import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 2000;
/** Asked this often at first, so that a quick start is told to the millisecond; later less often. */
const PAUSE_MS = 2;
const LATER_PAUSE_MS = 25;
const SOON_MS = 2000;

/** What came of one question: an HTTP status, or why there was none. */
export type HealthAnswer = { status: number } | { problem: string };

/** Asks a service on loopback for its health, over a connection of its own. Never rejects. */
export function askHealth(port: number, path: string): Promise<HealthAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let said = "";
    const end = (answer: HealthAnswer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => end({ problem: "it took the question and gave no answer" }));
    socket.once("error", ({ message }) => end({ problem: message }));
    socket.once("close", () => end({ problem: "it closed the connection without an answer" }));
    socket.once("connect", () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });
    socket.on("data", (chunk) => {
      said += chunk.toString("latin1");
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(said)?.[1];
      if (status !== undefined) end({ status: Number(status) });
      else if (said.length > 16) end({ problem: "what answers speaks no HTTP" });
    });
  });
}

/** Whether it answered with a status from 200 to 299. */
export const isHealthy = (answer: HealthAnswer | undefined): boolean =>
  answer !== undefined && "status" in answer && answer.status >= 200 && answer.status < 300;

/** Asks until the service is healthy or the signal; resolves to the last answer. Never rejects. */
export async function waitForHealth(
  port: number,
  path: string,
  signal: AbortSignal,
): Promise<HealthAnswer | undefined> {
  const startedAt = performance.now();
  let last: HealthAnswer | undefined;
  while (!signal.aborted) {
    last = await askHealth(port, path);
    if (isHealthy(last)) return last;
    const pauseMs = performance.now() - startedAt < SOON_MS ? PAUSE_MS : LATER_PAUSE_MS;
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
  return last;
}
