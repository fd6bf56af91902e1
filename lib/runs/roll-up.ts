import type { JobStatus } from "../job-status.ts";

/** A run's state, from its builds': it runs from the first start to the last end. */
export function rollUp(builds: readonly JobStatus[]): JobStatus {
  const has = (status: JobStatus) => builds.includes(status);
  if (has("running")) return "running";
  if (has("queued")) return builds.every((status) => status === "queued") ? "queued" : "running";
  if (has("failed")) return "failed";
  if (has("cancelled")) return "cancelled";
  return "succeeded";
}
