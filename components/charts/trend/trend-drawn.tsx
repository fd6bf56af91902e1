"use client";

import { memo } from "react";
import { Line, LineChart, XAxis, YAxis } from "recharts";
import { VariantShape } from "@/components/ui/variant-glyph.tsx";
import { type TrendChart, type TrendChartLine, type TrendDot, toPieces } from "@/lib/charts/trend.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { PLOT_HEIGHT } from "./geometry.ts";

/** Pixels that a glyph needs along the axis; where there are fewer, the lines stand alone. */
const GLYPH_ROOM = 11;

/** A build as its variant's glyph; hollow in the middle where the figure is only a lower bound. */
function Glyph({ variant, dot, cx, cy }: { variant: VariantId; dot: Drawn; cx: number; cy: number }) {
  return (
    <g data-variant={variant} transform={`translate(${cx - 4.5} ${cy - 4.5}) scale(0.75)`}>
      <VariantShape variant={variant} />
      {dot.isLowerBound ? <circle cx="6" cy="6" r="2.6" style={{ fill: "var(--plate)" }} /> : null}
    </g>
  );
}

type Drawn = Pick<TrendDot, "right" | "isLowerBound"> & { up: number | null };

/** A line's pieces with nothing between them, which Recharts leaves open. */
function withGaps(line: TrendChartLine): Drawn[] {
  return toPieces(line).flatMap((piece, index): Drawn[] => {
    const [first] = piece;
    return index > 0 && first ? [{ ...first, up: null }, ...piece] : piece;
  });
}

/** Recharts' lines in a box of this width; everything around them is the page's own. */
export const TrendDrawn = memo(function TrendDrawn({ chart, width }: { chart: TrendChart; width: number }) {
  return (
    <LineChart
      width={width}
      height={PLOT_HEIGHT}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      style={{ overflow: "visible" }}
      tabIndex={-1}
    >
      <XAxis type="number" dataKey="right" domain={[0, 1]} hide />
      <YAxis type="number" dataKey="up" domain={[0, 1]} hide width={0} />
      {chart.lines.map((line) => {
        const data = withGaps(line);
        return (
          <Line
            key={line.variant}
            data={data}
            dataKey="up"
            name={line.variant}
            type="linear"
            stroke={`var(--${line.variant})`}
            strokeWidth={1.5}
            connectNulls={false}
            isAnimationActive={false}
            activeDot={false}
            dot={
              line.dots.length * GLYPH_ROOM > width
                ? false
                : ({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) => {
                    const dot = data[index ?? -1];
                    if (!dot || dot.up === null || cx === undefined || cy === undefined)
                      return <g key={index} />;
                    return <Glyph key={index} variant={line.variant} dot={dot} cx={cx} cy={cy} />;
                  }
            }
          />
        );
      })}
    </LineChart>
  );
});
