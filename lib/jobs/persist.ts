import { setTimeout as sleep } from "node:timers/promises";
import { isDatabaseFull, isDatabaseUnavailable } from "../db/errors.ts";
import { AppError } from "../errors.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
const PATIENCE_MS = 10 * 60_000;

/**
 * Runs a write until PostgreSQL takes it: a server that restarts, or has no room for a while, costs a build nothing.
 * `write` must do no harm when it is done twice, because a connection can break after the commit. Throws what else goes
 * wrong, cancelled (the signal), and after ten minutes the error itself.
 */
export async function persist<T>(write: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await write();
    } catch (error) {
      const mayPass = isDatabaseUnavailable(error) || isDatabaseFull(error);
      if (!mayPass || performance.now() > deadline) throw error;
    }
    await sleep(pauseMs, undefined, signal ? { signal } : {}).catch((cause: unknown) => {
      throw new AppError("cancelled", "Stopped while waiting for PostgreSQL.", { cause });
    });
  }
}
