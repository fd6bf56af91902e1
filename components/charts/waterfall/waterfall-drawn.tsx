"use client";

import type { ReactNode } from "react";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { type Size, useMeasured } from "@/components/charts/use-measured.ts";
import type { WaterfallGroup } from "@/lib/charts/waterfall.ts";
import { type SizeUnit, UNIT_BYTES } from "@/lib/format.ts";
import { AXIS_HEIGHT, BAR_HEIGHT, BAR_MIDDLE, ROW_HEIGHT } from "../weight/geometry.ts";
import { RulerMark } from "../weight/marks.tsx";
import { RungMarks } from "./marks.tsx";
import { WaterfallTooltip } from "./waterfall-tooltip.tsx";

/** Recharts clones this with the tick's place and value. */
function Tick({
  group,
  unit,
  x = 0,
  payload,
}: {
  group: WaterfallGroup;
  unit: SizeUnit;
  x?: number | string;
  payload?: { value: number };
}) {
  const tick = group.ruler.ticks.find((candidate) => candidate.value === payload?.value);
  if (!tick) return <g />;
  return <RulerMark tick={tick} x={x} side="top" ruler={group.ruler} unit={unit} />;
}

function Plot({ group, unit, size }: { group: WaterfallGroup; unit: SizeUnit; size: Size }) {
  const { ruler, rows } = group;
  const max = ruler.max * UNIT_BYTES[unit];
  const place = (bytes: number) => (bytes / max) * size.width;
  const rowHeight = (size.height - AXIS_HEIGHT) / rows.length;
  const isStacked = rowHeight > (ROW_HEIGHT.beside + ROW_HEIGHT.stacked) / 2;
  const middle = isStacked ? BAR_MIDDLE.stacked : BAR_MIDDLE.beside;
  return (
    <BarChart
      layout="vertical"
      width={size.width}
      height={size.height}
      data={rows.map((row) => ({ label: row.rung.id, value: (row.bytes ?? 0) / UNIT_BYTES[unit] }))}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={0}
      accessibilityLayer={false}
      style={{ overflow: "visible" }}
    >
      <CartesianGrid horizontal={false} verticalValues={ruler.majors} stroke="var(--rule)" />
      <XAxis
        type="number"
        domain={[0, ruler.max]}
        allowDataOverflow
        ticks={ruler.ticks.map((tick) => tick.value)}
        interval={0}
        axisLine={false}
        tickLine={false}
        height={AXIS_HEIGHT}
        orientation="top"
        tick={<Tick group={group} unit={unit} />}
      />
      <YAxis type="category" dataKey="label" interval={0} hide />
      <Tooltip
        cursor={{ fill: "var(--ink)", fillOpacity: 0.03 }}
        isAnimationActive={false}
        offset={16}
        content={<WaterfallTooltip group={group} unit={unit} />}
      />
      <Bar
        dataKey="value"
        barSize={BAR_HEIGHT}
        isAnimationActive={false}
        shape={(props: { index?: number }) => {
          const row = rows[props.index ?? -1];
          if (!row) return <g />;
          const y = AXIS_HEIGHT + rowHeight * rows.indexOf(row) + middle - BAR_HEIGHT / 2;
          return <RungMarks row={row} y={y} place={place} max={max} joinHeight={rowHeight} />;
        }}
      />
    </BarChart>
  );
}

/** Recharts once the box is measured; until then, in print and without JavaScript, the static twin (children). */
export function WaterfallDrawn({
  group,
  unit,
  children,
}: {
  group: WaterfallGroup;
  unit: SizeUnit;
  children: ReactNode;
}) {
  const { ref, size } = useMeasured();
  const drawn = size !== undefined && size.width > 0;
  return (
    <div ref={ref} className="absolute inset-0">
      <div className={drawn ? "hidden print:block" : undefined}>{children}</div>
      {drawn ? (
        <div className="print:hidden">
          <Plot group={group} unit={unit} size={size} />
        </div>
      ) : null}
    </div>
  );
}
