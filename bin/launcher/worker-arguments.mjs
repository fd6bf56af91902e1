import { nodeArguments } from "./migrate.mjs";

/**
 * A worker reads images of any size beside builds: its memory is bounded by what is kept, not by how much garbage may
 * pile up before it is looked for.
 */
export const WORKER_FLAGS = ["--max-semi-space-size=8"];

/** What the pinned Node is called with to run a worker. */
export function workerArguments() {
  return [...WORKER_FLAGS, ...nodeArguments("bin/worker.ts")];
}
