import { type EngineStatus, engineStatus } from "./schemas.ts";

/** What a worker's row says about its engine. */
export function readEngine(worker: { engine: unknown }): EngineStatus {
  const parsed = engineStatus.safeParse(worker.engine);
  return parsed.success
    ? parsed.data
    : { available: false, reason: "The worker has not looked for an engine yet." };
}
