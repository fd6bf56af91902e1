import { AppError } from "../errors.ts";
import type { Comparison } from "../images/schemas.ts";
import type { SnapshotView } from "./schemas.ts";

/** What a snapshot froze. Throws internal where it was read without its payload. */
export function frozenComparison({ slug, payload }: SnapshotView): Comparison {
  if (!payload) throw new AppError("internal", `The snapshot "${slug}" was read without its payload.`);
  return payload.comparison;
}
