import { z } from "zod";

export const engineStatus = z.object({
  available: z.boolean(),
  id: z.string().optional(),
  version: z.string().optional(),
  /** What it builds for, `linux/amd64`. */
  platform: z.string().optional(),
  /** What is wrong, in one sentence. */
  reason: z.string().optional(),
  /** What to install or set, in one sentence. */
  cure: z.string().optional(),
});
export type EngineStatus = z.infer<typeof engineStatus>;

export const scannerStatus = z.object({
  available: z.boolean(),
  version: z.string().optional(),
  databaseUpdatedAt: z.iso.datetime().optional(),
  reason: z.string().optional(),
  /** stale: older than a week. missing, corrupt: packages are listed, findings are unknown. */
  database: z
    .object({
      state: z.enum(["ready", "stale", "missing", "corrupt"]),
      reason: z.string().optional(),
      cure: z.string().optional(),
    })
    .optional(),
  /** The last time that newer data was asked for. */
  refresh: z
    .object({
      at: z.iso.datetime(),
      isGoing: z.boolean(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    })
    .optional(),
});
export type ScannerStatus = z.infer<typeof scannerStatus>;

const baseStatusView = z.object({
  role: z.string(),
  platform: z.string(),
  status: z.enum(["waiting", "resolving", "ready", "failed"]),
  reference: z.string(),
  digest: z.string().optional(),
  origin: z.enum(["registry", "override", "stand-in"]).optional(),
  progress: z.string().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  startedAt: z.iso.datetime().optional(),
  resolvedAt: z.iso.datetime().optional(),
});

export const statusView = z.object({
  web: z.object({ version: z.string() }),
  database: z.object({ available: z.boolean(), version: z.string().optional() }),
  engine: engineStatus,
  worker: z.object({ alive: z.boolean(), count: z.number().int() }),
  scanner: scannerStatus,
  bases: z.array(baseStatusView),
  queue: z.object({ running: z.number().int(), queued: z.number().int() }),
  diskFreeBytes: z.number().optional(),
});
export type StatusView = z.infer<typeof statusView>;
