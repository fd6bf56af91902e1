/** How often a worker says that it lives. */
export const HEARTBEAT_MS = 3000;
const ALIVE_MS = 15_000;

/** Whether a worker that was last heard of then counts as running. */
export function isWorkerAlive(heartbeatAt: Date, now: Date = new Date()): boolean {
  return now.getTime() - heartbeatAt.getTime() < ALIVE_MS;
}
