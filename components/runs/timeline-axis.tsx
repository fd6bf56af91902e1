import { percent } from "@/components/charts/percent.ts";
import type { Timeline } from "@/lib/charts/timeline.ts";
import { formatClock } from "@/lib/format.ts";

/** A shorter one counts seconds. */
const IN_SECONDS_MS = 7_000;

/** The ruler above or below the bars, in minutes, with a pointer at now. */
export function TimelineAxis({ timeline, edge }: { timeline: Timeline; edge: "top" | "bottom" }) {
  const isTop = edge === "top";
  return (
    <svg aria-hidden="true" className="h-[26px] w-full overflow-visible">
      {timeline.ticks.map((tick) => {
        const x = percent(tick.ratio);
        const length = tick.isMajor ? 10 : 5;
        return (
          <g key={tick.ms}>
            <line
              x1={x}
              x2={x}
              y1={isTop ? 26 - length : 0}
              y2={isTop ? 26 : length}
              className={tick.isMajor ? "stroke-ink-3" : "stroke-rule-3"}
            />
            {tick.isMajor ? (
              <text
                x={x}
                y={isTop ? 12 : 24}
                textAnchor={tick.ms === 0 ? "start" : "middle"}
                className="fill-ink-3 text-axis"
              >
                {toTickLabel(tick.ms, timeline.spanMs)}
                {tick.ms === 0 && timeline.spanMs >= IN_SECONDS_MS ? (
                  <tspan className="max-md:hidden"> min</tspan>
                ) : null}
              </text>
            ) : null}
          </g>
        );
      })}
      {timeline.nowRatio === undefined ? null : (
        <svg x={percent(timeline.nowRatio)} overflow="visible" aria-hidden="true">
          <path d={isTop ? "M-5 17h10L0 26z" : "M-5 9h10L0 0z"} className="fill-accent" />
        </svg>
      )}
    </svg>
  );
}

function toTickLabel(ms: number, spanMs: number): string {
  if (spanMs < IN_SECONDS_MS) return ms === 0 ? "0 s" : `${ms / 1000}`;
  return formatClock(ms);
}
