import type { WaterfallGroup } from "@/lib/charts/waterfall.ts";
import { type SizeUnit, UNIT_BYTES } from "@/lib/format.ts";
import { BAR_HEIGHT, percentPlace, ROW_HEIGHT } from "../weight/geometry.ts";
import { RulerMark } from "../weight/marks.tsx";
import { RungMarks } from "./marks.tsx";

/** The chart as the server draws it, for readers without JavaScript and for print. */
export function WaterfallStatic({ group, unit }: { group: WaterfallGroup; unit: SizeUnit }) {
  const inUnit = percentPlace(group.ruler.max);
  const place = (bytes: number) => inUnit(bytes / UNIT_BYTES[unit]);
  return (
    <>
      <svg aria-hidden="true" className="absolute top-0 h-[26px] w-full overflow-visible">
        {group.ruler.ticks.map((tick) => (
          <RulerMark
            key={tick.value}
            tick={tick}
            x={inUnit(tick.value)}
            side="top"
            ruler={group.ruler}
            unit={unit}
          />
        ))}
      </svg>
      <svg
        aria-hidden="true"
        className="absolute inset-x-0 top-[26px] h-[calc(100%-26px)] w-full overflow-visible"
      >
        {group.ruler.majors.map((value) => (
          <line
            key={value}
            x1={inUnit(value)}
            x2={inUnit(value)}
            y2="100%"
            shapeRendering="crispEdges"
            style={{ stroke: "var(--rule)" }}
          />
        ))}
        {group.rows.map((row, index) => (
          <g key={row.rung.id} style={{ transform: `translateY(calc(var(--row) * ${index} + var(--bar)))` }}>
            <RungMarks
              row={row}
              y={-BAR_HEIGHT / 2}
              place={place}
              max={group.ruler.max * UNIT_BYTES[unit]}
              joinHeight={ROW_HEIGHT.beside}
            />
          </g>
        ))}
      </svg>
    </>
  );
}
