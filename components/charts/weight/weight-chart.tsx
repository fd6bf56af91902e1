import type { CSSProperties, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { Link } from "@/components/ui/link.tsx";
import { deltaText, Unit } from "@/components/ui/size.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { WeightChart as Chart, WeightRow } from "@/lib/charts/weight.ts";
import {
  deltaArrow,
  formatPercentDelta,
  formatSizeDelta,
  formatSizeValue,
  UNIT_BYTES,
} from "@/lib/format.ts";
import type { PublishedMark } from "@/lib/published/figures.ts";
import { percent } from "../percent.ts";
import { PublishedRing } from "./published-ring.tsx";
import { WeightDrawn } from "./weight-drawn.tsx";
import { WeightStatic } from "./weight-static.tsx";
import { WeightTable } from "./weight-table.tsx";

/** Left of the reference by less than this share of the ruler, a delta would cover the reference's line. */
const TOO_NEAR = { tight: 0.22, wide: 0.11 };

function EndLabel({ chart, row }: { chart: Chart; row: WeightRow }) {
  const ratioOf = (bytes: number) => bytes / UNIT_BYTES[chart.unit] / chart.ruler.max;
  const end = ratioOf(row.totalBytes);
  const reference = ratioOf(chart.referenceBytes);
  const left = (near: number) => {
    const place = end < reference && reference - end < near ? reference : end;
    return `calc(${percent(place)} + 3px)`;
  };
  const delta = row.delta.ratio === undefined ? "" : formatPercentDelta(row.delta.ratio);
  return (
    <div
      className="absolute top-1/2 left-(--tight) hidden -translate-y-1/2 whitespace-nowrap bg-plate px-2 text-right text-caption text-ink-2 leading-[15px] @min-[640px]:block @min-[1000px]:left-(--wide)"
      style={{ "--tight": left(TOO_NEAR.tight), "--wide": left(TOO_NEAR.wide) } as CSSProperties}
    >
      {row.isReference ? (
        <b className="font-medium text-accent">reference</b>
      ) : (
        <>
          <b className="inline font-medium @min-[1000px]:block">
            {deltaArrow(row.delta.bytes)}{" "}
            <span className="hidden @min-[1000px]:inline">
              {formatSizeDelta(row.delta.bytes, chart.unit)}
            </span>
          </b>
          {delta}
        </>
      )}
    </div>
  );
}

/** What stands around a row's figure: whoever builds images in this page marks there what has just changed. */
export type Figure = (props: { row: WeightRow; children: ReactNode }) => ReactNode;

function Readout({
  chart,
  row,
  figure: Around,
}: {
  chart: Chart;
  row: WeightRow;
  figure: Figure | undefined;
}) {
  const absolute = row.isReference ? "reference" : formatSizeDelta(row.delta.bytes, chart.unit);
  const size = (
    <span className="whitespace-nowrap">
      {formatSizeValue(row.totalBytes, chart.unit)}
      <Unit>{chart.unit}</Unit>
    </span>
  );
  return (
    <div className="relative z-10 flex flex-col items-end bg-plate text-right text-ink text-readout group-has-[mark]:bg-transparent @min-[640px]:bg-transparent">
      {Around ? <Around row={row}>{size}</Around> : size}
      <small className="block font-normal text-axis text-ink-3 tracking-normal group-has-[mark]:hidden">
        <span className="text-ink-2 @min-[640px]:hidden">
          {row.isReference ? "reference" : deltaText(row.delta, chart.unit)}
        </span>
        <span className="hidden @min-[640px]:inline @min-[1000px]:hidden">{absolute}</span>
        <span className="hidden @min-[1000px]:inline">{row.note}</span>
      </small>
    </div>
  );
}

function RowLabel({ row }: { row: WeightRow }) {
  return (
    <div className="relative z-10 grid min-w-0 content-center bg-plate group-has-[mark]:bg-transparent @min-[640px]:bg-transparent">
      <Link
        href={`/images/${row.imageId}`}
        className={classNames(
          "inline-flex w-fit items-center gap-2 text-ink text-lead no-underline hover:text-ink hover:underline",
          row.isReference ? "font-semibold" : "font-medium",
        )}
      >
        <VariantGlyph variant={row.variant} />
        {row.variant}
      </Link>
      <small className="flex items-center gap-1.5 whitespace-nowrap pl-5 text-[11px] text-ink-3 leading-4">
        {row.mark ? `${row.mark}, ` : null}
        {row.baseName}
        {row.standIn ? <StandInTag /> : null}
      </small>
    </div>
  );
}

/** Every image as a bar between two rulers, lightest first, with the reference as a line through all of them. */
export function WeightChart({
  chart,
  marks = [],
  figure,
}: {
  chart: Chart;
  marks?: readonly PublishedMark[];
  figure?: Figure;
}) {
  const label = `${chart.measure === "compressed" ? "Compressed" : "Uncompressed"} size of each image`;
  return (
    <>
      <figure
        aria-label={label}
        className="@container -mx-4 m-0 border-rule border-y bg-plate px-4 pt-3 pb-1.5 md:mx-0 md:rounded-plate md:border-x md:px-5 md:pt-3.5 md:pb-2.5"
      >
        <div className="relative py-[26px] [--bar:62px] [--label:196px] [--readout:104px] [--row:78px] @min-[1000px]:[--label:216px] @min-[1000px]:[--readout:148px] @min-[640px]:[--bar:26px] @min-[640px]:[--row:52px]">
          <span
            aria-hidden="true"
            className="absolute top-0 right-0 hidden text-axis text-ink-3 @min-[640px]:block"
          >
            {chart.measure === "compressed" ? "compressed" : "size"}
          </span>
          <ul>
            {chart.rows.map((row, index) => (
              <li
                key={row.imageId}
                data-row=""
                data-variant={row.variant}
                className={classNames(
                  "group grid h-(--row) grid-cols-[minmax(0,1fr)_auto] items-start border-rule pt-1.5 has-[mark]:bg-accent-wash @min-[640px]:grid-cols-[var(--label)_minmax(0,1fr)_var(--readout)] @min-[640px]:items-center @min-[640px]:pt-0",
                  index > 0 && "border-t",
                )}
              >
                <RowLabel row={row} />
                <span className="hidden @min-[640px]:block" />
                <Readout chart={chart} row={row} figure={figure} />
              </li>
            ))}
          </ul>
          <div className="pointer-events-none absolute inset-y-0 right-0 left-0 @min-[640px]:pointer-events-auto @min-[640px]:right-(--readout) @min-[640px]:left-(--label)">
            <WeightDrawn chart={chart}>
              <WeightStatic chart={chart} />
            </WeightDrawn>
            <div className="pointer-events-none absolute inset-x-0 inset-y-[26px]">
              {chart.rows.map((row) => (
                <div key={row.imageId} className="relative h-(--row)">
                  <EndLabel chart={chart} row={row} />
                  {marks
                    .filter((mark) => mark.variant === row.variant)
                    .map((mark) => (
                      <PublishedRing key={mark.figure.id} mark={mark} chart={chart} />
                    ))}
                </div>
              ))}
            </div>
          </div>
        </div>
      </figure>
      <WeightTable chart={chart} />
    </>
  );
}
