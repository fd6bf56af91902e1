import { setTimeout as sleep } from "node:timers/promises";

/** Does `work` every so often until the signal, never twice at once. `work` must handle its own errors. */
export function repeat(everyMs: number, stop: AbortSignal, work: () => Promise<void>): void {
  void (async () => {
    while (!stop.aborted) {
      await work();
      await sleep(everyMs, undefined, { signal: stop }).catch(() => {});
    }
  })();
}
