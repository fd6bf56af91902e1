import { toColumnMarks } from "../compare/columns.ts";
import type { SizeUnit } from "../format.ts";
import { UNIT_BYTES } from "../format.ts";
import type { Comparison, ComparisonColumn, ImageView } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import { type Measure, toUsableMeasure } from "./measuring.ts";
import { type Ruler, toRuler } from "./ruler.ts";

export type { Measure } from "./measuring.ts";

/** `added` is everything that the build laid on the base; blobs cannot be split further. */
export type PartKind = "binary" | "base" | "certificates" | "other" | "added";

export type WeightPart = { kind: PartKind; bytes: number; startBytes: number };

export type WeightRow = {
  imageId: string;
  variant: VariantId;
  /** What tells it from another image of its variant; empty where there is none. */
  mark: string;
  baseName: string;
  standIn: boolean;
  isReference: boolean;
  parts: WeightPart[];
  totalBytes: number;
  /** Of the image that stood in its place before; undefined where there was none. */
  previousBytes: number | undefined;
  delta: { bytes: number; ratio?: number | undefined };
  /** What stands below the figure: the binary's share. */
  note: string;
};

export type WeightChart = {
  measure: Measure;
  unit: SizeUnit;
  referenceVariant: VariantId | undefined;
  referenceBytes: number;
  rows: WeightRow[];
  /** In `unit`, not in bytes. */
  ruler: Ruler;
};

/** `cc-debian13` or `debian:trixie-slim`: the base without registry, digest and the tag that all of a kind have. */
export function baseName(image: ImageView): string {
  if (!image.base) return "no base";
  const { role, reference } = image.base;
  const name = reference
    .split("@")[0]
    ?.split("/")
    .at(-1)
    ?.replace(/:(nonroot|latest)$/, "");
  return name && !reference.startsWith("imagediet.local/") ? name : role;
}

function stack(sizes: [PartKind, number][]): WeightPart[] {
  let startBytes = 0;
  const parts: WeightPart[] = [];
  for (const [kind, bytes] of sizes) {
    if (bytes <= 0) continue;
    parts.push({ kind, bytes, startBytes });
    startBytes += bytes;
  }
  return parts;
}

/** The bytes of an image that are its base's layers, as blobs. */
export function baseCompressedBytes(image: ImageView): number {
  return image.layers
    .filter((layer) => layer.fromBase)
    .reduce((sum, layer) => sum + (layer.compressedBytes ?? 0), 0);
}

function toRow(column: ComparisonColumn, measure: Measure, mark: string): WeightRow {
  const { image, previous } = column;
  const { binaryBytes, baseBytes, certificatesBytes, otherBytes } = image.breakdown;
  const compressedBase = baseCompressedBytes(image);
  const { compressedBytes = 0 } = image;
  const added = compressedBytes - compressedBase;
  const share = (part: number, whole: number) => (whole > 0 ? Math.round((part / whole) * 100) : 0);
  return {
    imageId: image.imageId,
    variant: image.variant,
    mark,
    baseName: baseName(image),
    standIn: image.standIn,
    isReference: column.isReference,
    ...(measure === "uncompressed"
      ? {
          parts: stack([
            ["binary", binaryBytes],
            ["base", baseBytes],
            ["certificates", certificatesBytes],
            ["other", otherBytes],
          ]),
          totalBytes: image.sizeBytes,
          previousBytes: previous?.sizeBytes,
          delta: column.sizeDelta,
          note: `binary ${share(binaryBytes, image.sizeBytes)} %`,
        }
      : {
          parts: stack([
            ["added", added],
            ["base", compressedBase],
          ]),
          totalBytes: compressedBytes,
          previousBytes: previous?.compressedBytes,
          delta: column.compressedDelta ?? { bytes: 0 },
          note: `base ${share(compressedBase, compressedBytes)} %`,
        }),
  };
}

/**
 * Rows ascend by weight; the ruler fits the heaviest and leaves `room` for what is written at its end. While an image has
 * no compressed size yet, the chart is of the uncompressed ones and says so.
 */
export function toWeightChart(
  comparison: Comparison,
  options: {
    measure?: Measure;
    unit?: SizeUnit;
    room?: number;
    /** Something else that the ruler has to reach. */
    reachBytes?: number | undefined;
  } = {},
): WeightChart {
  const { unit = "MB", room = 0.12 } = options;
  const measure = toUsableMeasure(comparison, options.measure ?? "uncompressed");
  const marks = toColumnMarks(comparison);
  const rows = comparison.columns
    .map((column) => toRow(column, measure, marks.get(column.image.imageId) ?? ""))
    .sort((a, b) => a.totalBytes - b.totalBytes);
  const reference = rows.find((row) => row.isReference);
  const largest = rows.at(-1)?.totalBytes ?? 0;
  return {
    measure,
    unit,
    referenceVariant: reference?.variant,
    referenceBytes: reference?.totalBytes ?? 0,
    rows,
    ruler: toRuler(Math.max(largest, options.reachBytes ?? 0) / UNIT_BYTES[unit], room),
  };
}
