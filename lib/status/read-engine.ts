import { type EngineStatus, engineStatus } from "./schemas.ts";

/** What is known of an engine before the first look. */
export const NOT_LOOKED_FOR: EngineStatus = {
  available: false,
  reason: "The worker has not looked for an engine yet.",
};

/** What a worker's row says about its engine. */
export function readEngine(worker: { engine: unknown }): EngineStatus {
  const parsed = engineStatus.safeParse(worker.engine);
  return parsed.success ? parsed.data : NOT_LOOKED_FOR;
}
