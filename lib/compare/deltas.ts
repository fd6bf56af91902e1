import {
  formatCount,
  formatDelta,
  formatMs,
  formatRate,
  formatSeconds,
  formatSize,
  type SizeUnit,
} from "../format.ts";
import type { CellValue } from "./row-spec.ts";

/** A value as a number in its own unit; undefined for mere words, and for what is only known to be at least so much. */
export function quantityOf(value: CellValue): number | undefined {
  switch (value.kind) {
    case "size":
      return value.bytes;
    case "count":
    case "text":
      return value.count;
    case "seconds":
    case "duration":
      return value.ms;
    case "rate":
      return value.perSecond;
    case "ratio":
      return value.ratio;
    case "findings":
      return value.isLowerBound ? undefined : value.count;
    default:
      return undefined;
  }
}

function writeMagnitude(kind: CellValue["kind"], magnitude: number, unit: SizeUnit): string {
  if (kind === "size") return formatSize(magnitude, unit);
  if (kind === "seconds") return `${formatSeconds(magnitude)} s`;
  if (kind === "duration") return formatMs(magnitude);
  if (kind === "rate") return formatRate(magnitude);
  if (kind === "ratio") return `${(magnitude * 100).toFixed(1)} points`;
  return formatCount(magnitude);
}

/**
 * How far a value is from the reference's, as `▼ −838, −98.7 %` (no percentage of nothing), in words where it is no way
 * off, or no further than noise; undefined where one of them is no known quantity.
 */
export function sayDelta(
  value: CellValue,
  reference: CellValue,
  { unit, isNoise }: { unit: SizeUnit; isNoise: boolean },
): string | undefined {
  const [own, other] = [quantityOf(value), quantityOf(reference)];
  if (own === undefined || other === undefined) return undefined;
  if (own === other) return "same";
  if (isNoise) return "within noise";
  const ratio = other === 0 ? undefined : (own - other) / other;
  return formatDelta(own - other, ratio, (magnitude) => writeMagnitude(value.kind, magnitude, unit));
}
