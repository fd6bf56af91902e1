import {
  formatCount,
  formatDateTime,
  formatMs,
  formatPercent,
  formatRate,
  formatSeconds,
  formatSize,
  type SizeUnit,
} from "../format.ts";
import type { CellValue } from "./row-spec.ts";

/** A cell's value as text with its unit: for equality, exports and readers. */
export function cellText(value: CellValue, unit: SizeUnit = "MB"): string {
  switch (value.kind) {
    case "size":
      return formatSize(value.bytes, unit);
    case "count":
      return formatCount(value.count);
    case "seconds":
      return `${formatSeconds(value.ms)} s`;
    case "duration":
      return formatMs(value.ms);
    case "rate":
      return formatRate(value.perSecond);
    case "ratio":
      return formatPercent(value.ratio);
    case "time":
      return formatDateTime(value.iso);
    case "text":
      return value.text;
    case "findings":
      return `${value.isLowerBound ? "≥ " : ""}${formatCount(value.count)}`;
    case "not-scannable":
    case "failed":
      return value.text;
    case "absent":
      return "–";
  }
}
