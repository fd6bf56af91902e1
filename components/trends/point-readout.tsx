import type { Pointed } from "@/components/charts/trend/pointing.ts";
import { comparePairHref } from "@/components/compare/compare-pair-href.ts";
import { Link } from "@/components/ui/link.tsx";
import { deltaText } from "@/components/ui/size.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { Measure } from "@/lib/charts/measuring.ts";
import { formatClock, formatSize, type SizeUnit } from "@/lib/format.ts";
import type { TrendPoint } from "@/lib/trends/schemas.ts";
import { sayChange, sayTrendFindings } from "./trend-words.ts";

/** The figures of the build that is pointed at, and where they lead. Its height never changes, so nothing jumps. */
export function PointReadout({
  pointed,
  isKept,
  measure,
  unit,
}: {
  pointed: Pointed | undefined;
  /** True where nothing is pointed at now: the build was clicked before. */
  isKept: boolean;
  measure: Measure;
  unit: SizeUnit;
}) {
  return (
    <div
      data-screen-only=""
      className="sticky top-(--top-bar) z-20 -mx-4 mb-6 flex h-[92px] flex-col justify-center gap-0.5 overflow-hidden border-rule border-y bg-bg px-4 text-caption md:mx-0 md:h-[58px] md:overflow-x-visible md:overflow-y-clip md:px-0"
    >
      {pointed ? (
        <Figures pointed={pointed} measure={measure} unit={unit} />
      ) : (
        <p className="text-ink-3">
          Point at a build for its figures; click it to keep it here with its links. Draw sideways over a
          chart to look closer.
        </p>
      )}
      <p className="sr-only" aria-live="polite">
        {pointed && !isKept ? say(pointed, measure, unit) : ""}
      </p>
    </div>
  );
}

function Figures({ pointed, measure, unit }: { pointed: Pointed; measure: Measure; unit: SizeUnit }) {
  const { variant, point } = pointed;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-0">
        <VariantName variant={variant} href={`/images/${point.imageId}`} />
        {point.standIn ? <StandInTag /> : null}
        <span className="text-ink-2">
          <Link href={`/runs/${point.run.id}`}>run {point.run.number}</Link>, <Timestamp iso={point.at} />
        </span>
        <b className="font-medium text-ink">{saySize(point, measure, unit)}</b>
        <span className="text-ink-2">{sayTrendFindings(point.findings)}</span>
        <span className="text-ink-2">{point.layers} layers</span>
        {point.buildMs === undefined ? null : (
          <span className="text-ink-2">built in {formatClock(point.buildMs)}</span>
        )}
      </p>
      <p className="flex min-w-0 items-baseline gap-x-4 whitespace-nowrap text-ink-3">
        <Link href={`/images/${point.imageId}`}>Open image</Link>
        {point.previousImageId ? (
          <Link href={comparePairHref(point.previousImageId, point.imageId)}>
            Compare with the one before
          </Link>
        ) : (
          <span>
            {point.sizeDeltaBytes === undefined ? "the first of its line" : "the same image as before"}
          </span>
        )}
        <span className="truncate">{(point.changes ?? []).map(sayChange).join("; ")}</span>
      </p>
    </>
  );
}

function saySize(point: TrendPoint, measure: Measure, unit: SizeUnit): string {
  const bytes = measure === "compressed" ? point.compressedBytes : point.sizeBytes;
  if (bytes === undefined) return "not measured";
  const delta = point.sizeDeltaBytes;
  if (measure === "compressed" || delta === undefined || delta === 0) return formatSize(bytes, unit);
  const before = bytes - delta;
  return `${formatSize(bytes, unit)}, ${deltaText({ bytes: delta, ...(before > 0 ? { ratio: delta / before } : {}) }, unit)}`;
}

function say({ variant, point }: Pointed, measure: Measure, unit: SizeUnit): string {
  return `${variant}, run ${point.run.number}: ${saySize(point, measure, unit)}, ${sayTrendFindings(point.findings)}`;
}
