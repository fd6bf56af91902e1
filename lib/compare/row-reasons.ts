import type { RowReason, RowReasons } from "./row-spec.ts";
import { BUILD_REASONS } from "./rows/build-reasons.ts";
import { BYTES_REASONS } from "./rows/bytes-reasons.ts";
import { CONTENT_REASONS } from "./rows/content-reasons.ts";
import { EXPOSURE_REASONS } from "./rows/exposure-reasons.ts";
import { OPERATIONS_REASONS } from "./rows/operations-reasons.ts";
import { RUNTIME_REASONS } from "./rows/runtime-reasons.ts";
import { WEIGHT_REASONS } from "./rows/weight-reasons.ts";

const REASONS: RowReasons = {
  ...WEIGHT_REASONS,
  ...BYTES_REASONS,
  ...EXPOSURE_REASONS,
  ...CONTENT_REASONS,
  ...OPERATIONS_REASONS,
  ...RUNTIME_REASONS,
  ...BUILD_REASONS,
};

const UNSAID: RowReason = { why: "", breaks: "", mend: "" };

/** Why a row matters, what breaks and how it is mended; all rows that measure a load share theirs. */
export function reasonOf(rowId: string): RowReason {
  const id = /^probe-(compute|allocate)-\d+$/.test(rowId) ? "probe-load" : rowId;
  return REASONS[id] ?? UNSAID;
}
