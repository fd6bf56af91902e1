import type { Comparison } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import { toUsableMeasure } from "./measuring.ts";
import { type Ruler, toRuler } from "./ruler.ts";
import { type FindingsMode, totalOf } from "./severity.ts";
import type { Measure } from "./weight.ts";

export type ExposurePoint = {
  imageId: string;
  variant: VariantId;
  isReference: boolean;
  sizeBytes: number;
  xRatio: number;
  /** Absent where nothing can be said about findings: such a point lies in the band below zero. */
  findings?: number;
  /** Parts of the image were not seen. */
  isLowerBound?: boolean;
  yRatio?: number;
  /** Where its name has room. */
  label: "left" | "right" | "none";
};

export type ExposureChart = {
  points: ExposurePoint[];
  x: Ruler;
  y: Ruler;
  unitBytes: number;
  hasUnseen: boolean;
};

/** Size against findings; what no scanner saw into has a size and no height. */
export function toExposureChart(
  comparison: Comparison,
  options: { mode: FindingsMode; measure: Measure; unitBytes: number },
): ExposureChart {
  const { mode, unitBytes } = options;
  const measure = toUsableMeasure(comparison, options.measure);
  const sizes = comparison.columns.map(({ image }) =>
    measure === "compressed" ? (image.compressedBytes ?? image.sizeBytes) : image.sizeBytes,
  );
  const x = toRuler(Math.max(0, ...sizes) / unitBytes);
  const y = toRuler(Math.max(4, ...comparison.columns.map((column) => totalOf(column, mode))), 0.15);
  const points = comparison.columns.map((column, index): ExposurePoint => {
    const sizeBytes = sizes[index] ?? 0;
    const point = {
      imageId: column.image.imageId,
      variant: column.image.variant,
      isReference: column.isReference,
      sizeBytes,
      xRatio: sizeBytes / unitBytes / x.max,
      label: "none" as const,
    };
    const answer = column.scans?.latest?.answer;
    if (answer?.kind !== "count") return point;
    const findings = totalOf(column, mode);
    const { isLowerBound } = answer;
    // None in the part that was seen is no height: it would stand beside images that were seen whole.
    if (findings === 0 && isLowerBound) return { ...point, isLowerBound };
    return { ...point, findings, yRatio: findings / y.max, isLowerBound };
  });
  placeLabels(points);
  return { points, x, y, unitBytes, hasUnseen: points.some((point) => point.findings === undefined) };
}

const NEAR_X = 0.22;
const NEAR_Y = 0.09;
const RIGHT_EDGE = 0.75;

/** Two names beside each other lead away from each other; of three in one place the middle one has no room. */
function placeLabels(points: ExposurePoint[]): void {
  const seen = points.filter((point) => point.yRatio !== undefined).sort((a, b) => a.xRatio - b.xRatio);
  seen.forEach((point, index) => {
    const near = (other: ExposurePoint | undefined) =>
      other !== undefined &&
      Math.abs(other.xRatio - point.xRatio) < NEAR_X &&
      Math.abs((other.yRatio ?? 0) - (point.yRatio ?? 0)) < NEAR_Y;
    const [isNearLeft, isNearRight] = [near(seen[index - 1]), near(seen[index + 1])];
    if (isNearLeft && isNearRight) return;
    point.label = isNearRight || point.xRatio > RIGHT_EDGE ? "left" : "right";
    if (isNearLeft && point.xRatio > RIGHT_EDGE) point.label = "none";
  });
}
