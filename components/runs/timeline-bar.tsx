import { percent } from "@/components/charts/percent.ts";
import type { Segment, Timeline, TimelineRow } from "@/lib/charts/timeline.ts";
import { formatSeconds } from "@/lib/format.ts";

const FILLS: Record<Segment["kind"], string> = {
  dependencies: "fill-variant stroke-variant",
  service: "fill-[color-mix(in_oklab,var(--variant)_45%,var(--plate))] stroke-variant",
  failed: "fill-bad stroke-bad",
  expected: "fill-none stroke-rule-3 [stroke-dasharray:2_2]",
};

/** A bar that is wide enough says in itself what it is. */
const ROOM_FOR_WORDS = 0.16;
const ROOM_BESIDE = 0.7;

/** One build's bars over the grid; words stand in them, right of them or left of them, where there is room. */
export function TimelineBar({
  timeline,
  row,
  label,
}: {
  timeline: Timeline;
  row: TimelineRow;
  label: string;
}) {
  const first = row.segments[0];
  const last = row.segments.at(-1);
  const end = last ? last.startRatio + last.widthRatio : 0;
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full overflow-visible">
      {timeline.ticks
        .filter((tick) => tick.isMajor)
        .map((tick) => (
          <line
            key={tick.ms}
            x1={percent(tick.ratio)}
            x2={percent(tick.ratio)}
            y1="0"
            y2="100%"
            className="stroke-rule"
          />
        ))}
      {row.segments.map((segment) => (
        <rect
          key={`${segment.kind} ${segment.startRatio}`}
          x={percent(segment.startRatio)}
          width={percent(Math.max(segment.widthRatio, 0.002))}
          y="12"
          height="20"
          className={FILLS[segment.kind]}
        >
          <title>{`${segment.kind} ${formatSeconds(segment.ms)} s`}</title>
        </rect>
      ))}
      {row.segments
        .filter((segment) => segment.kind === "dependencies" && segment.widthRatio > ROOM_FOR_WORDS)
        .map((segment) => (
          <svg
            key={segment.startRatio}
            x={percent(segment.startRatio)}
            overflow="visible"
            aria-hidden="true"
            className="max-md:hidden"
          >
            <text x="7" y="26" className="fill-on-variant text-axis">
              dependencies {formatSeconds(segment.ms)} s
            </text>
          </svg>
        ))}
      {first && label ? (
        <svg
          x={percent(end < ROOM_BESIDE ? end : first.startRatio)}
          overflow="visible"
          aria-hidden="true"
          className="max-md:hidden"
        >
          {end < ROOM_BESIDE || first.startRatio > 1 - ROOM_BESIDE ? (
            <text
              x={end < ROOM_BESIDE ? 6 : -6}
              y="26"
              textAnchor={end < ROOM_BESIDE ? "start" : "end"}
              className="fill-ink-2 text-axis"
            >
              {label}
            </text>
          ) : null}
        </svg>
      ) : null}
      {timeline.nowRatio === undefined ? null : (
        <line
          x1={percent(timeline.nowRatio)}
          x2={percent(timeline.nowRatio)}
          y1="0"
          y2="100%"
          className="stroke-2 stroke-accent"
        />
      )}
    </svg>
  );
}
