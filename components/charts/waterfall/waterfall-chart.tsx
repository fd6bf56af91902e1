import { RungState } from "@/components/ladder/rung-state.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { Link } from "@/components/ui/link.tsx";
import { deltaText, Unit } from "@/components/ui/size.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { WaterfallGroup, WaterfallRow } from "@/lib/charts/waterfall.ts";
import { formatSizeValue, type SizeUnit, UNIT_BYTES } from "@/lib/format.ts";
import { getKnob } from "@/lib/variants/knobs.ts";
import { percent } from "../percent.ts";
import { WaterfallDrawn } from "./waterfall-drawn.tsx";
import { WaterfallStatic } from "./waterfall-static.tsx";

function linkageWords(row: WaterfallRow): string {
  const { linkage, change, recipeSummary } = row.rung;
  if (change === "recipe") return recipeSummary.replace(/, with cargo-auditable$/, "");
  return getKnob("linkage").choices.find((choice) => choice.value === linkage)?.words ?? linkage;
}

function RowLabel({ row }: { row: WaterfallRow }) {
  const { rung } = row;
  const name = (
    <>
      <VariantGlyph variant={rung.variant} />
      {rung.title}
    </>
  );
  const look = "inline-flex w-fit items-center gap-2 font-medium text-lead no-underline";
  return (
    <div className="relative z-10 grid min-w-0 content-center bg-plate @min-[640px]:bg-transparent">
      {rung.image ? (
        <Link
          href={`/images/${rung.image.imageId}`}
          className={classNames(look, "text-ink hover:text-ink hover:underline")}
        >
          {name}
        </Link>
      ) : (
        <span className={classNames(look, "text-ink-2")}>{name}</span>
      )}
      <small className="flex items-center gap-1.5 truncate pr-3 pl-5 text-[11px] text-ink-3 leading-4">
        <span className="truncate" title={linkageWords(row)}>
          {linkageWords(row)}
        </span>
        {rung.image?.standIn ? <StandInTag /> : null}
      </small>
    </div>
  );
}

function Readout({ row, unit }: { row: WaterfallRow; unit: SizeUnit }) {
  if (row.bytes === undefined) return <span className="hidden @min-[640px]:block" />;
  return (
    <div className="relative z-10 bg-plate text-right text-ink text-readout @min-[640px]:bg-transparent">
      {formatSizeValue(row.bytes, unit)}
      <Unit>{unit}</Unit>
      {row.delta ? (
        <small className="block whitespace-nowrap font-normal text-axis text-ink-2 tracking-normal @min-[640px]:hidden">
          {deltaText(row.delta, unit)}
        </small>
      ) : null}
      {row.rung.image?.isCurrent === false ? (
        <small className="hidden font-normal text-axis text-ink-3 tracking-normal @min-[640px]:block">
          older source
        </small>
      ) : null}
    </div>
  );
}

/** Right of the bar and its ghost, or left of their end where there is no room. */
function StepLabel({ row, group, unit }: { row: WaterfallRow; group: WaterfallGroup; unit: SizeUnit }) {
  if (!row.delta || row.bytes === undefined) return null;
  const end = Math.min(Math.max(row.bytes, row.shedTo ?? 0) / UNIT_BYTES[unit] / group.ruler.max, 1);
  const own = Math.min(row.bytes / UNIT_BYTES[unit] / group.ruler.max, 1);
  // A long ghost has room for its own words; a short one has them beside it.
  const isInside = end - own > 0.34;
  // At the ruler's end there is only the bar itself to write on.
  const isOnBar = !isInside && end > 0.8;
  return (
    <div
      className={classNames(
        "absolute top-1/2 hidden -translate-y-1/2 whitespace-nowrap px-2 text-caption text-ink-2 leading-[15px] @min-[640px]:block",
        isInside || isOnBar ? "" : "bg-plate",
      )}
      style={
        isOnBar
          ? { right: `calc(${percent(1 - own)} + 3px)` }
          : { left: `calc(${percent(isInside ? own : end)} + 3px)` }
      }
    >
      {deltaText(row.delta, unit)}
    </div>
  );
}

/** The rungs of a group as bars under one ruler; what a rung shed is a dashed ghost. */
export function WaterfallChart({
  group,
  unit,
  label,
}: {
  group: WaterfallGroup;
  unit: SizeUnit;
  /** What the chart is of, for readers. */
  label: string;
}) {
  return (
    <figure
      aria-label={label}
      className="@container -mx-4 m-0 border-rule border-y bg-plate px-4 pt-3 pb-1.5 md:mx-0 md:rounded-plate md:border-x md:px-5 md:pt-3.5 md:pb-2.5"
    >
      <div className="relative pt-[26px] [--bar:62px] [--label:196px] [--readout:104px] [--row:78px] @min-[1000px]:[--label:240px] @min-[1000px]:[--readout:128px] @min-[640px]:[--bar:26px] @min-[640px]:[--row:52px]">
        <ul>
          {group.rows.map((row, index) => (
            <li
              key={row.rung.id}
              data-variant={row.rung.variant}
              className={classNames(
                "grid h-(--row) grid-cols-[minmax(0,1fr)_auto] items-start border-rule pt-1.5 @min-[640px]:grid-cols-[var(--label)_minmax(0,1fr)_var(--readout)] @min-[640px]:items-center @min-[640px]:pt-0",
                index > 0 && "border-t",
              )}
            >
              <RowLabel row={row} />
              <div className="relative z-10 col-span-2 row-start-2 min-w-0 @min-[640px]:col-span-1 @min-[640px]:row-start-auto">
                <RungState id={row.rung.id} isMeasured={row.bytes !== undefined} />
              </div>
              <Readout row={row} unit={unit} />
            </li>
          ))}
        </ul>
        <div className="pointer-events-none absolute inset-y-0 right-0 left-0 @min-[640px]:right-(--readout) @min-[640px]:left-(--label)">
          <WaterfallDrawn group={group} unit={unit}>
            <WaterfallStatic group={group} unit={unit} />
          </WaterfallDrawn>
          <div className="pointer-events-none absolute inset-x-0 top-[26px] bottom-0">
            {group.rows.map((row) => (
              <div key={row.rung.id} className="relative h-(--row)">
                <StepLabel row={row} group={group} unit={unit} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </figure>
  );
}
