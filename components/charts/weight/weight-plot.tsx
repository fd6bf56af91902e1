"use client";

import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { Size } from "@/components/charts/use-measured.ts";
import type { PartKind, WeightChart, WeightRow } from "@/lib/charts/weight.ts";
import { UNIT_BYTES } from "@/lib/format.ts";
import { AXIS_HEIGHT, BAR_HEIGHT, BAR_MIDDLE, ROW_HEIGHT } from "./geometry.ts";
import { BarPart, Leader, PartPatterns, Pointer, RulerMark } from "./marks.tsx";
import { WeightTooltip } from "./weight-tooltip.tsx";

const PARTS: readonly PartKind[] = ["binary", "added", "base", "certificates", "other"];

type Datum = Partial<Record<PartKind, number>> & { row: WeightRow; label: string };

/** Recharts clones this with the tick's place and value. */
function RulerTickMark({
  chart,
  side,
  chartHeight,
  x = 0,
  payload,
}: {
  chart: WeightChart;
  side: "top" | "bottom";
  chartHeight: number;
  x?: number | string;
  payload?: { value: number };
}) {
  const tick = chart.ruler.ticks.find((candidate) => candidate.value === payload?.value);
  if (!tick) return <g />;
  return (
    <g transform={side === "bottom" ? `translate(0 ${chartHeight - AXIS_HEIGHT})` : undefined}>
      <RulerMark tick={tick} x={x} side={side} ruler={chart.ruler} unit={chart.unit} />
    </g>
  );
}

/** The chart as Recharts draws it in a box of this size, in pixels. */
export function WeightPlot({ chart, size }: { chart: WeightChart; size: Size }) {
  const unitBytes = UNIT_BYTES[chart.unit];
  const place = (bytes: number) => (bytes / unitBytes / chart.ruler.max) * size.width;
  const reference = place(chart.referenceBytes);
  const rowHeight = (size.height - 2 * AXIS_HEIGHT) / chart.rows.length;
  const middle =
    rowHeight > (ROW_HEIGHT.beside + ROW_HEIGHT.stacked) / 2 ? BAR_MIDDLE.stacked : BAR_MIDDLE.beside;
  const data = chart.rows.map(
    (row): Datum => ({
      row,
      label: row.imageId,
      ...Object.fromEntries(row.parts.map((part) => [part.kind, part.bytes / unitBytes])),
    }),
  );
  const kinds = PARTS.filter((kind) =>
    chart.rows.some((row) => row.parts.some((part) => part.kind === kind)),
  );
  const axis = {
    type: "number",
    domain: [0, chart.ruler.max],
    ticks: chart.ruler.ticks.map((tick) => tick.value),
    interval: 0,
    axisLine: false,
    tickLine: false,
    height: AXIS_HEIGHT,
  } as const;
  return (
    <BarChart
      layout="vertical"
      width={size.width}
      height={size.height}
      data={data}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={0}
      accessibilityLayer={false}
      style={{ overflow: "visible" }}
    >
      <PartPatterns />
      <CartesianGrid
        xAxisId="bottom"
        horizontal={false}
        verticalValues={chart.ruler.majors}
        stroke="var(--rule)"
      />
      <XAxis
        {...axis}
        xAxisId="top"
        orientation="top"
        tick={<RulerTickMark chart={chart} side="top" chartHeight={size.height} />}
      />
      <XAxis
        {...axis}
        xAxisId="bottom"
        tick={<RulerTickMark chart={chart} side="bottom" chartHeight={size.height} />}
      />
      {/* Every one: to choose among them, Recharts measures them in an element that makes a phone’s page wider. */}
      <YAxis type="category" dataKey="label" interval={0} hide />
      <Tooltip
        cursor={{ fill: "var(--ink)", fillOpacity: 0.03 }}
        isAnimationActive={false}
        offset={16}
        content={<WeightTooltip chart={chart} />}
      />
      {/* An axis without a bar of its own draws no ticks. */}
      <Bar xAxisId="top" dataKey={() => 0} isAnimationActive={false} shape={() => <g />} />
      {kinds.map((kind, index) => (
        <Bar
          key={kind}
          xAxisId="bottom"
          dataKey={kind}
          stackId="weight"
          barSize={BAR_HEIGHT}
          isAnimationActive={false}
          shape={(props: { index?: number }) => {
            const row = chart.rows[props.index ?? -1];
            const part = row?.parts.find((candidate) => candidate.kind === kind);
            if (!row || !part) return <g />;
            const y = AXIS_HEIGHT + rowHeight * chart.rows.indexOf(row) + middle;
            return (
              <g data-variant={row.variant}>
                {index === 0 && row.totalBytes < chart.referenceBytes ? (
                  <Leader from={place(row.totalBytes)} to={reference} y={y} />
                ) : null}
                <BarPart
                  kind={kind}
                  x={place(part.startBytes)}
                  width={place(part.bytes)}
                  y={y - BAR_HEIGHT / 2}
                />
              </g>
            );
          }}
        />
      ))}
      {chart.referenceVariant ? (
        <ReferenceLine
          xAxisId="bottom"
          x={chart.referenceBytes / unitBytes}
          shape={() => (
            <g>
              <line
                x1={reference}
                x2={reference}
                y1={AXIS_HEIGHT}
                y2={size.height - AXIS_HEIGHT}
                strokeWidth={1.5}
                style={{ stroke: "var(--accent)" }}
              />
              <Pointer x={reference} side="top" />
              <g transform={`translate(0 ${size.height - AXIS_HEIGHT})`}>
                <Pointer x={reference} side="bottom" />
              </g>
            </g>
          )}
        />
      ) : null}
    </BarChart>
  );
}
