import { type Measure, toUsableMeasure } from "../charts/measuring.ts";
import { formatDateTime, formatPercentDelta, formatSize, type SizeUnit } from "../format.ts";
import type { Comparison, ComparisonColumn } from "../images/schemas.ts";
import type { ScanSummary } from "../scans/schemas.ts";
import type { VariantId } from "../variants/variants.ts";
import type { Badge } from "./draw-badge.ts";

export const BADGE_SUBJECTS = ["size", "findings"] as const;
export type BadgeSubject = (typeof BADGE_SUBJECTS)[number];

type Look = { measure: Measure; unit: SizeUnit };

/** The badge of one variant of a service; `column` is its newest image, absent where it was never built. */
export function toVariantBadge(
  { service, variant, column }: { service: string; variant: VariantId; column: ComparisonColumn | undefined },
  { show, ...look }: Look & { show: BadgeSubject },
): Badge {
  const label = `${service} ${variant}`;
  if (!column) return { label, variant, value: "not built yet", isUnknown: true };
  if (show === "findings") return { label, variant, ...sayFindings(column.scans?.latest) };
  const bytes = look.measure === "compressed" ? column.image.compressedBytes : column.image.sizeBytes;
  if (bytes === undefined) return { label, variant, value: "measuring", isUnknown: true };
  const compressed = look.measure === "compressed" ? " compressed" : "";
  const standIn = column.image.standIn ? ", stand-in base" : "";
  return {
    label,
    variant,
    value: `${formatSize(bytes, look.unit)}${compressed}${standIn}`,
    remark: `Built ${formatDateTime(column.image.builtAt)} UTC`,
  };
}

/** A number of findings never stands without what was looked at; what nobody saw is no number at all. */
function sayFindings(scan: ScanSummary | undefined): Pick<Badge, "value" | "isUnknown" | "remark"> {
  if (!scan) return { value: "never scanned", isUnknown: true };
  const date = scan.database.updatedAt;
  const remark = `Scanned ${formatDateTime(scan.scannedAt)} UTC${date ? `, data of ${formatDateTime(date)} UTC` : ""}`;
  const { answer, coverage } = scan;
  if (answer.kind === "not-scannable")
    return { value: "not scannable", isUnknown: true, remark: answer.reason };
  if (answer.kind === "unknown") return { value: "findings unknown", isUnknown: true, remark: answer.reason };
  const packages = coverage.os.packages + coverage.crates.packages;
  const seen = `${packages} package${packages === 1 ? "" : "s"}`;
  const count = `${answer.value} finding${answer.value === 1 ? "" : "s"}`;
  if (!answer.isLowerBound) return { value: `${count} in ${seen}`, remark };
  const atLeast = answer.value === 0 ? `none in the ${seen} seen` : `at least ${count}, partly seen`;
  return { value: atLeast, isUnknown: true, remark };
}

/** The badge of a comparison: its lightest image against its reference; `frozenAt` where it is a snapshot's. */
export function toComparisonBadge(
  comparison: Comparison,
  options: Look & { frozenAt?: string | undefined },
): Badge {
  const day = options.frozenAt && formatDateTime(options.frozenAt).replace(/ \d\d:\d\d$/, "");
  const label = day ? `${comparison.service}, frozen ${day}` : comparison.service;
  const measure = toUsableMeasure(comparison, options.measure);
  const sized = comparison.columns
    .map((column) => {
      const { image, isReference } = column;
      const bytes = measure === "compressed" ? (image.compressedBytes ?? 0) : image.sizeBytes;
      const delta = measure === "compressed" ? column.compressedDelta : column.sizeDelta;
      return { image, isReference, bytes, ratio: delta?.ratio };
    })
    .sort((a, b) => a.bytes - b.bytes);
  const [lightest] = sized;
  if (!lightest) return { label, value: "not built yet", isUnknown: true };
  const { image } = lightest;
  const reference = sized.find(({ isReference }) => isReference)?.image.variant;
  const against =
    sized.length > 1 && !lightest.isReference && lightest.ratio !== undefined
      ? `, ${formatPercentDelta(lightest.ratio)} against ${reference}`
      : "";
  const compressed = measure === "compressed" ? " compressed" : "";
  const standIn = comparison.columns.some((column) => column.image.standIn) ? ", stand-in bases" : "";
  return {
    label,
    variant: image.variant,
    value: `${image.variant} ${formatSize(lightest.bytes, options.unit)}${compressed}${against}${standIn}`,
    remark: `The lightest of ${sized.length} image${sized.length === 1 ? "" : "s"}`,
  };
}
