import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../engine/types.ts";
import { toAppError } from "../errors.ts";

const LOOKS = 10;

/**
 * Whether an engine that answered with an error stops answering right after: one that is being stopped refuses calls in
 * words of its own first. Takes three seconds to say no.
 */
export async function isStopping(engine: Pick<Engine, "info">, pauseMs = 300): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await sleep(pauseMs);
    const failure = await engine.info().then(() => undefined, toAppError);
    if (failure?.code === "engine-unavailable") return true;
  }
  return false;
}
