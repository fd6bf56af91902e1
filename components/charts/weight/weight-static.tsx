import type { WeightChart } from "@/lib/charts/weight.ts";
import { UNIT_BYTES } from "@/lib/format.ts";
import { BAR_HEIGHT, percentPlace } from "./geometry.ts";
import { BarPart, Leader, PartPatterns, Pointer, RulerMark } from "./marks.tsx";

function StaticRuler({ chart, side }: { chart: WeightChart; side: "top" | "bottom" }) {
  const place = percentPlace(chart.ruler.max);
  return (
    <svg
      aria-hidden="true"
      className={`absolute h-[26px] w-full overflow-visible ${side === "top" ? "top-0" : "bottom-0"}`}
    >
      {chart.ruler.ticks.map((tick) => (
        <RulerMark
          key={tick.value}
          tick={tick}
          x={place(tick.value)}
          side={side}
          ruler={chart.ruler}
          unit={chart.unit}
        />
      ))}
      {chart.referenceVariant ? (
        <Pointer x={place(chart.referenceBytes / UNIT_BYTES[chart.unit])} side={side} />
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
