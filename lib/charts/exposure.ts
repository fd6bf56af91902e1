import { toColumnMarks, toColumnNames } from "../compare/columns.ts";
import type { Comparison } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import { toUsableMeasure } from "./measuring.ts";
import { type LabelPlace, placeLabels } from "./place-labels.ts";
import { type Ruler, toRuler } from "./ruler.ts";
import { type FindingsMode, totalOf } from "./severity.ts";
import type { Measure } from "./weight.ts";

export type ExposurePoint = {
  imageId: string;
  variant: VariantId;
  /** What tells it from another image of its variant; empty where there is none. */
  mark: string;
  /** Both in one. */
  name: string;
  isReference: boolean;
  sizeBytes: number;
  xRatio: number;
  /** Absent where nothing can be said about findings: such a point lies in the band below zero. */
  findings?: number;
  /** Parts of the image were not seen. */
  isLowerBound?: boolean;
  yRatio?: number;
  /** Where its name has room, on a wide page and on any other. */
  label: LabelPlace;
  narrowLabel: LabelPlace;
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
  const names = toColumnNames(comparison);
  const marks = toColumnMarks(comparison);
  const points = comparison.columns.map((column, index): ExposurePoint => {
    const sizeBytes = sizes[index] ?? 0;
    const point = {
      imageId: column.image.imageId,
      variant: column.image.variant,
      mark: marks.get(column.image.imageId) ?? "",
      name: names.get(column.image.imageId) ?? column.image.variant,
      isReference: column.isReference,
      sizeBytes,
      xRatio: sizeBytes / unitBytes / x.max,
      label: "none" as const,
      narrowLabel: "none" as const,
    };
    const answer = column.scans?.latest?.answer;
    if (answer?.kind !== "count") return point;
    const findings = totalOf(column, mode);
    const { isLowerBound } = answer;
    // None in the part that was seen is no height: it would stand beside images that were seen whole.
    if (findings === 0 && isLowerBound) return { ...point, isLowerBound };
    return { ...point, findings, yRatio: findings / y.max, isLowerBound };
  });
  placeNames(points);
  return { points, x, y, unitBytes, hasUnseen: points.some((point) => point.findings === undefined) };
}

/** The least plot of a wide page and of any other, in pixels, and the room of a name's letter. */
const WIDE = 490;
const NARROW = 250;
export const PLOT_HEIGHT = 230;
export const BAND_HEIGHT = 36;
const LETTER = 6.2;

function placeNames(points: ExposurePoint[]): void {
  for (const isSeen of [true, false]) {
    const own = points.filter((point) => (point.yRatio !== undefined) === isSeen);
    const height = isSeen ? PLOT_HEIGHT : BAND_HEIGHT;
    const place = (width: number) =>
      placeLabels(
        own.map(({ xRatio, yRatio = 0.5, name }) => ({
          x: xRatio * width,
          y: (1 - yRatio) * height,
          width: name.length * LETTER,
        })),
        { width, height },
      );
    const [wide, narrow] = [place(WIDE), place(NARROW)];
    own.forEach((point, index) => {
      point.label = wide[index] ?? "none";
      point.narrowLabel = narrow[index] ?? "none";
    });
  }
}
