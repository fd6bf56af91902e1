import { setTimeout as sleep } from "node:timers/promises";
import type { EngineContainer } from "../engine/container-types.ts";
import { AppError } from "../errors.ts";

/** The exit code of who was killed by SIGKILL. */
export const KILLED = 137;

/** SIGTERM, and SIGKILL after the grace: how long that took, and how it ended. */
export async function stopContainer(
  container: EngineContainer,
  graceSeconds: number,
): Promise<{ ms: number; exitCode: number; isGraceful: boolean }> {
  const askedAt = performance.now();
  await container.stop(graceSeconds);
  const ms = performance.now() - askedAt;
  const { exitCode } = await container.inspect();
  return { ms, exitCode, isGraceful: !(exitCode === KILLED && ms >= graceSeconds * 1000) };
}

/** Lets time pass. Throws cancelled (the signal). */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((cause: unknown) => {
    throw new AppError("cancelled", "The probe was stopped.", { cause });
  });
}
