/** How much is measured, and what a container may cost at most. */
export type ProbeSettings = {
  /** Measured starts of each image, after the first, which warms the caches up. */
  rounds: number;
  /** In so many of them the service is put under load. */
  loadRounds: number;
  loadMs: number;
  /** How long a healthy service is left alone before its memory is read. */
  idleMs: number;
  healthTimeoutMs: number;
  stopSeconds: number;
  memoryBytes: number;
  processes: number;
  /** Where the service says that it is well. */
  healthPath: string;
};

const MB = 1_000_000;

export const DEFAULT_SETTINGS: ProbeSettings = {
  rounds: 5,
  loadRounds: 3,
  loadMs: 350,
  idleMs: 150,
  healthTimeoutMs: 10_000,
  stopSeconds: 5,
  memoryBytes: 256 * MB,
  processes: 256,
  healthPath: "/health",
};

/** The most that a container's log may take, at the engine and in what is kept. */
export const LOG_BYTES = 1_000_000;
export const KEPT_LOG_BYTES = 16_000;
