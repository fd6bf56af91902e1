import type { Ruler, RulerTick } from "@/lib/charts/ruler.ts";
import type { WeightChart } from "@/lib/charts/weight.ts";
import { UNIT_BYTES } from "@/lib/format.ts";
import { AXIS_HEIGHT, BAR_HEIGHT, percentPlace } from "./geometry.ts";
import { BarPart, Leader, PartPatterns, Pointer, RulerLabel, TICK_LENGTH } from "./marks.tsx";

type Side = "top" | "bottom";

/** The ticks of some levels as one path: a hundred lines of their own would be a third of the page. */
function Ticks({ ruler, side, levels, stroke }: TicksProps) {
  const d = ruler.ticks
    .filter((tick) => levels.includes(tick.level))
    .map(({ value, level }) =>
      side === "top"
        ? `M${value} ${AXIS_HEIGHT - TICK_LENGTH[level]}V${AXIS_HEIGHT}`
        : `M${value} 0V${TICK_LENGTH[level]}`,
    )
    .join("");
  return <path d={d} vectorEffect="non-scaling-stroke" shapeRendering="crispEdges" style={{ stroke }} />;
}

type TicksProps = { ruler: Ruler; side: Side; levels: readonly RulerTick["level"][]; stroke: string };

function StaticRuler({ chart, side }: { chart: WeightChart; side: Side }) {
  const { ruler, unit } = chart;
  const place = percentPlace(ruler.max);
  return (
    <svg
      aria-hidden="true"
      className={`absolute h-[26px] w-full overflow-visible ${side === "top" ? "top-0" : "bottom-0"}`}
    >
      <svg
        viewBox={`0 0 ${ruler.max} ${AXIS_HEIGHT}`}
        preserveAspectRatio="none"
        overflow="visible"
        aria-hidden="true"
      >
        <Ticks ruler={ruler} side={side} levels={["half", "minor"]} stroke="var(--rule-2)" />
        <Ticks ruler={ruler} side={side} levels={["major"]} stroke="var(--rule-3)" />
      </svg>
      {ruler.majors.map((value) => (
        <RulerLabel key={value} value={value} x={place(value)} side={side} ruler={ruler} unit={unit} />
      ))}
      {chart.referenceVariant ? (
        <Pointer x={place(chart.referenceBytes / UNIT_BYTES[unit])} side={side} />
      ) : null}
    </svg>
  );
}

/**
 * The chart as the server draws it, for readers without JavaScript and for print: x in percent, y in pixels, rows
 * placed by the `--row` and `--bar` of the box around it, so that no width has to be known.
 */
export function WeightStatic({ chart }: { chart: WeightChart }) {
  const place = percentPlace(chart.ruler.max);
  const at = (bytes: number) => place(bytes / UNIT_BYTES[chart.unit]);
  const reference = at(chart.referenceBytes);
  return (
    <>
      <StaticRuler chart={chart} side="top" />
      <svg
        aria-hidden="true"
        className="absolute inset-x-0 top-[26px] h-[calc(100%-52px)] w-full overflow-visible"
      >
        <PartPatterns />
        {chart.ruler.majors.map((value) => (
          <line
            key={value}
            x1={place(value)}
            x2={place(value)}
            y2="100%"
            shapeRendering="crispEdges"
            style={{ stroke: "var(--rule)" }}
          />
        ))}
        {chart.rows.map((row, index) => (
          <g
            key={row.imageId}
            data-variant={row.variant}
            style={{ transform: `translateY(calc(var(--row) * ${index} + var(--bar)))` }}
          >
            {row.totalBytes < chart.referenceBytes ? (
              <Leader from={at(row.totalBytes)} to={reference} y={0} />
            ) : null}
            {row.parts.map((part) => (
              <BarPart
                key={part.kind}
                kind={part.kind}
                x={at(part.startBytes)}
                width={at(part.bytes)}
                y={-BAR_HEIGHT / 2}
              />
            ))}
          </g>
        ))}
        {chart.referenceVariant ? (
          <line
            x1={reference}
            x2={reference}
            y2="100%"
            strokeWidth="1.5"
            style={{ stroke: "var(--accent)" }}
          />
        ) : null}
      </svg>
      <StaticRuler chart={chart} side="bottom" />
    </>
  );
}
