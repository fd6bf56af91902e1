import { present } from "../db/fields.ts";
import type { BudgetedImage, BudgetLimit, BudgetVerdict } from "./schemas.ts";

type Weighed = Pick<BudgetedImage, "bytes"> | undefined;

/** The most bytes that a limit allows, whole; undefined while the baseline that it counts from is not known. */
export function toLimitBytes(limit: BudgetLimit, baseline: Weighed): number | undefined {
  if (limit.kind === "absolute") return limit.maxBytes;
  if (baseline?.bytes === undefined) return undefined;
  // Rounded before it is cut: 100 times 0.15 is a little less than 15 to a computer.
  return baseline.bytes + Math.floor(Number((baseline.bytes * limit.maxGrowthRatio).toFixed(3)));
}

/** Whether the newest image keeps within a limit. What was not measured or has no baseline is neither within nor over. */
export function evaluateBudget(limit: BudgetLimit, baseline: Weighed, newest: Weighed): BudgetVerdict {
  if (!newest) return { state: "not-built" };
  if (limit.kind === "growth" && !baseline) return { state: "no-baseline" };
  const limitBytes = toLimitBytes(limit, baseline);
  const { bytes } = newest;
  if (bytes === undefined || limitBytes === undefined) return { state: "not-measured" };
  const growth = limit.kind === "growth" ? toGrowth(bytes, baseline?.bytes) : undefined;
  const seen = { bytes, ...present("growthRatio", growth) };
  return bytes > limitBytes
    ? { state: "over", ...seen, overBytes: bytes - limitBytes }
    : { state: "within", ...seen };
}

function toGrowth(bytes: number, baselineBytes: number | undefined): number | undefined {
  return baselineBytes ? (bytes - baselineBytes) / baselineBytes : undefined;
}
