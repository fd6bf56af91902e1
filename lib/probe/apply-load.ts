import { Agent, request } from "node:http";
import { quantile } from "../probes/figures.ts";

const PATIENCE_MS = 10_000;

export type LoadRound = {
  requests: number;
  failures: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
};

/**
 * Sends the same request over so many kept connections, on each one after the other, for so long. Requests that are
 * under way at the end are waited for and count. Undefined where none was answered with a 2xx.
 */
export async function applyLoad(options: {
  port: number;
  path: string;
  connections: number;
  durationMs: number;
  signal: AbortSignal;
}): Promise<LoadRound | undefined> {
  const { port, path, connections, durationMs, signal } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const taken: number[] = [];
  let failures = 0;
  const startedAt = performance.now();
  const ask = async (): Promise<void> => {
    // three failures in a row say that it is no use
    for (let inRow = 0; inRow < 3 && !signal.aborted && performance.now() - startedAt < durationMs; ) {
      const sentAt = performance.now();
      if (await isAnswered(agent, port, path, signal)) {
        taken.push(performance.now() - sentAt);
        inRow = 0;
      } else {
        failures += 1;
        inRow += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, ask));
  const elapsedMs = performance.now() - startedAt;
  agent.destroy();
  if (taken.length === 0) return undefined;
  const sorted = taken.toSorted((a, b) => a - b);
  return {
    requests: taken.length,
    failures,
    perSecond: (taken.length / elapsedMs) * 1000,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
  };
}

function isAnswered(agent: Agent, port: number, path: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(
      { host: "127.0.0.1", port, path, agent, signal, timeout: PATIENCE_MS },
      (response) => {
        response.resume();
        response.once("end", () =>
          resolve((response.statusCode ?? 0) >= 200 && (response.statusCode ?? 0) < 300),
        );
        response.once("error", () => resolve(false));
      },
    );
    asked.once("timeout", () => asked.destroy());
    asked.once("error", () => resolve(false));
    asked.end();
  });
}
