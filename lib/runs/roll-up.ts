import type { BuildStatusName } from "./schemas.ts";

/** A run's state, from its builds': it runs from the first start to the last end. */
export function rollUp(builds: readonly BuildStatusName[]): BuildStatusName {
  const has = (status: BuildStatusName) => builds.includes(status);
  if (has("running")) return "running";
  if (has("queued")) return builds.every((status) => status === "queued") ? "queued" : "running";
  if (has("failed")) return "failed";
  if (has("cancelled")) return "cancelled";
  return "succeeded";
}
