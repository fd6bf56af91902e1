import { classNames } from "@/components/ui/class-names.ts";
import { Link } from "@/components/ui/link.tsx";
import { Size } from "@/components/ui/size.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import {
  BAND_HEIGHT,
  type ExposureChart as Chart,
  type ExposurePoint,
  PLOT_HEIGHT,
} from "@/lib/charts/exposure.ts";
import type { LabelPlace } from "@/lib/charts/place-labels.ts";
import { formatTick, type Ruler } from "@/lib/charts/ruler.ts";
import { formatCount, formatSize, type SizeUnit } from "@/lib/format.ts";
import { ImageTable } from "../image-table.tsx";
import { percent } from "../percent.ts";

/** Size to the right, findings upwards; what was not seen into lies in the hatched band below zero. */
export function ExposureChart({ chart, unit }: { chart: Chart; unit: SizeUnit }) {
  return (
    <>
      <figure
        aria-label="Size of each image against its findings"
        className={classNames(
          "m-0 rounded-plate border border-rule bg-plate pt-5 pr-6 pl-12",
          chart.hasUnseen ? "pb-12" : "pb-8",
        )}
      >
        <div className="relative">
          <div className="relative border-rule-3 border-b" style={{ height: PLOT_HEIGHT }}>
            <span className="absolute -top-4 -left-9 text-axis text-ink-3">findings</span>
            {chart.y.majors.map((value) => (
              <Line key={value} at={value / chart.y.max} label={formatTick(value, chart.y.step)} />
            ))}
            {chart.points.map((point) =>
              point.yRatio === undefined ? null : (
                <Point key={point.imageId} point={point} unit={unit} bottom={percent(point.yRatio)} />
              ),
            )}
          </div>
          <div
            className="hatched relative border-rule-3 border-b border-dashed"
            style={{ height: BAND_HEIGHT }}
          >
            {chart.points.map((point) =>
              point.yRatio === undefined ? (
                <Point key={point.imageId} point={point} unit={unit} bottom="50%" />
              ) : null,
            )}
          </div>
          <SizeTicks ruler={chart.x} unit={unit} />
          {chart.hasUnseen ? (
            <p className="absolute top-full right-0 mt-6 text-axis text-ink-2">
              hatched: not or hardly seen into, exposure unknown
            </p>
          ) : null}
        </div>
      </figure>
      <ExposureTable chart={chart} unit={unit} />
    </>
  );
}

function Line({ at, label }: { at: number; label: string }) {
  return (
    <div
      aria-hidden="true"
      className="absolute inset-x-0 border-rule border-t"
      style={{ bottom: percent(at) }}
    >
      <span className="absolute -top-2 -left-9 w-7 text-right text-axis text-ink-3">{label}</span>
    </div>
  );
}

function SizeTicks({ ruler, unit }: { ruler: Ruler; unit: SizeUnit }) {
  return (
    <div aria-hidden="true" className="relative h-0">
      {ruler.majors.map((value, index) => (
        <span
          key={value}
          className="absolute top-1 -translate-x-1/2 whitespace-nowrap text-axis text-ink-3"
          style={{ left: percent(value / ruler.max) }}
        >
          {formatTick(value, ruler.step)}
          {index === 0 ? ` ${unit}` : null}
        </span>
      ))}
    </div>
  );
}

const WIDE: Record<LabelPlace, string> = {
  right: "lg:left-3",
  left: "lg:right-3",
  above: "lg:bottom-2 lg:-translate-x-1/2 lg:left-0",
  below: "lg:top-2 lg:-translate-x-1/2 lg:left-0",
  none: "lg:sr-only",
};
const NARROW: Record<LabelPlace, string> = {
  right: "max-lg:left-3",
  left: "max-lg:right-3",
  above: "max-lg:bottom-2 max-lg:-translate-x-1/2 max-lg:left-0",
  below: "max-lg:top-2 max-lg:-translate-x-1/2 max-lg:left-0",
  none: "max-lg:sr-only",
};

function Point({ point, unit, bottom }: { point: ExposurePoint; unit: SizeUnit; bottom: string }) {
  const findings =
    point.findings === undefined
      ? point.isLowerBound
        ? "none in the part that was seen"
        : "exposure unknown"
      : `${point.isLowerBound ? "at least " : ""}${formatCount(point.findings)} findings`;
  return (
    <Link
      href={`/images/${point.imageId}#findings`}
      title={`${point.name}: ${formatSize(point.sizeBytes, unit)}, ${findings}`}
      className="absolute z-10 grid size-0 place-content-center place-items-center text-axis text-ink no-underline outline-offset-[9px] hover:z-20"
      style={{ left: percent(point.xRatio), bottom }}
    >
      <VariantGlyph variant={point.variant} className="size-3.5" />
      <span
        className={classNames(
          "absolute whitespace-nowrap",
          WIDE[point.label],
          NARROW[point.narrowLabel],
          point.isReference && "font-semibold text-accent",
        )}
      >
        {point.name}
      </span>
    </Link>
  );
}

function ExposureTable({ chart, unit }: { chart: Chart; unit: SizeUnit }) {
  return (
    <ImageTable
      rows={chart.points}
      columns={[
        { head: "Size", say: ({ sizeBytes }) => <Size bytes={sizeBytes} unit={unit} /> },
        { head: "Findings", say: sayFindings },
      ]}
    />
  );
}

function sayFindings({ findings, isLowerBound }: ExposurePoint): string {
  if (findings === undefined) return isLowerBound ? "none in the part that was seen" : "unknown";
  return `${isLowerBound ? "at least " : ""}${formatCount(findings)}`;
}
