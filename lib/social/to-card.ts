import { toUsableMeasure } from "../charts/measuring.ts";
import { baseCompressedBytes, toWeightChart } from "../charts/weight.ts";
import { orderColumns, toColumnNames } from "../compare/columns.ts";
import type { CompareQuery } from "../compare/query.ts";
import { toVerdict, verdictText } from "../compare/verdict.ts";
import { formatDateTime, formatPercentDelta, formatSize, shortDigest, UNIT_BYTES } from "../format.ts";
import type { Comparison, ImageView } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import { toDrawableText, toWholeSentences } from "./drawable-text.ts";

export type CardBar = {
  variant: VariantId;
  part: "solid" | "base" | "certificates" | "other";
  from: number;
  to: number;
};

/** One image: places are shares (0..1) of the scale. */
export type CardRow = {
  name: string;
  below: string;
  readout: string;
  delta: string;
  isReference: boolean;
  variant: VariantId;
  bars: CardBar[];
};

/** All that a preview picture says. The picture is made of nothing else, so equal cards are equal pictures. */
export type Card = {
  title: string;
  /** A word before the title: `Frozen`. */
  tag?: string | undefined;
  headline: string;
  rows: CardRow[];
  /** Where the reference's line stands, as a share of the scale. */
  reference?: number | undefined;
  foot: string;
};

/** As many rows as can be read in a picture of this size. */
const MOST_ROWS = 7;

type Look = Pick<CompareQuery, "measure" | "unit" | "order">;

/** A comparison: what it says, the images as bars on one scale, and where the figures come from. */
export function toComparisonCard(
  asBuilt: Comparison,
  options: Look & { title?: string | undefined; frozenAt?: string | undefined },
): Card {
  const { unit, frozenAt } = options;
  const comparison = orderColumns(asBuilt, options.order);
  const measure = toUsableMeasure(comparison, options.measure);
  const names = toColumnNames(comparison);
  const chart = toWeightChart(comparison, { measure, unit, room: 0.02 });
  const share = (bytes: number) => bytes / UNIT_BYTES[unit] / chart.ruler.max;
  const rows = chart.rows.map(
    (row): CardRow => ({
      variant: row.variant,
      name: toDrawableText(names.get(row.imageId) ?? row.variant, 32),
      below: toDrawableText(`${row.baseName}${row.standIn ? ", stand-in" : ""}`, 34),
      readout: formatSize(row.totalBytes, unit),
      delta:
        row.isReference || row.delta.ratio === undefined
          ? row.isReference && chart.rows.length > 1
            ? "reference"
            : ""
          : formatPercentDelta(row.delta.ratio),
      isReference: row.isReference && chart.rows.length > 1,
      bars: row.parts.map((part) => ({
        variant: row.variant,
        part: part.kind === "binary" || part.kind === "added" ? "solid" : part.kind,
        from: share(part.startBytes),
        to: share(part.startBytes + part.bytes),
      })),
    }),
  );
  const left = rows.length > MOST_ROWS ? `, and ${rows.length - MOST_ROWS} more` : "";
  return {
    title: toDrawableText(options.title || comparison.service, 60) || comparison.service,
    ...(frozenAt === undefined ? {} : { tag: "Frozen" }),
    headline:
      rows.length === 0
        ? "Nothing was built yet."
        : toWholeSentences(toDrawableText(verdictText(toVerdict(comparison, { measure, unit })), 1000), 230),
    rows: rows.slice(0, MOST_ROWS),
    ...(chart.referenceVariant && rows.length > 1 ? { reference: share(chart.referenceBytes) } : {}),
    foot: toDrawableText(
      `${comparison.service}, recipe ${comparison.recipe}, ${measure} sizes${left}. ${frozenAt ? `Frozen ${formatDateTime(frozenAt)} UTC.` : saysWhen(comparison)}`,
      140,
    ),
  };
}

function saysWhen({ columns }: Comparison): string {
  const newest = columns
    .map(({ image }) => image.builtAt)
    .sort()
    .at(-1);
  return newest ? `Newest image built ${formatDateTime(newest)} UTC.` : "";
}

/** One image: its size as what it is made of, both sizes and its layers. */
export function toImageCard(image: ImageView): Card {
  const { breakdown, sizeBytes, compressedBytes } = image;
  const row = (
    name: string,
    below: string,
    parts: [CardBar["part"], number][],
    whole: number,
    scale: number,
  ): CardRow => {
    let start = 0;
    return {
      variant: image.variant,
      name,
      below,
      readout: formatSize(whole),
      delta: "",
      isReference: false,
      bars: parts.flatMap(([part, bytes]) => {
        if (bytes <= 0) return [];
        const bar = { variant: image.variant, part, from: start / scale, to: (start + bytes) / scale };
        start += bytes;
        return [bar];
      }),
    };
  };
  const base = baseCompressedBytes(image);
  const standIn = image.standIn ? ", on a stand-in base" : "";
  return {
    title: toDrawableText(`${image.service} ${image.variant}`, 60),
    headline: toDrawableText(
      `${formatSize(sizeBytes)} in ${image.layers.length} layer${image.layers.length === 1 ? "" : "s"}${compressedBytes === undefined ? "" : `, ${formatSize(compressedBytes)} to pull`}${standIn}.`,
      230,
    ),
    rows: [
      row(
        "Uncompressed",
        "binary, base, certificates, other",
        [
          ["solid", breakdown.binaryBytes],
          ["base", breakdown.baseBytes],
          ["certificates", breakdown.certificatesBytes],
          ["other", breakdown.otherBytes],
        ],
        sizeBytes,
        sizeBytes * 1.02,
      ),
      ...(compressedBytes === undefined
        ? []
        : [
            row(
              "Compressed",
              "added layers, layers of the base",
              [
                ["solid", compressedBytes - base],
                ["base", base],
              ],
              compressedBytes,
              sizeBytes * 1.02,
            ),
          ]),
    ],
    foot: toDrawableText(
      `Image ${shortDigest(image.imageId)}, recipe ${image.recipe}, ${image.platform}. Built ${formatDateTime(image.builtAt)} UTC.`,
      140,
    ),
  };
}

/** What stands in a revoked snapshot's place: no figure of it. */
export function toRevokedCard(): Card {
  return {
    title: "Snapshot taken back",
    headline: "Somebody revoked this link. Its figures are not shown any more.",
    rows: [],
    foot: "Image Diet",
  };
}
