"use client";

import { memo } from "react";
import { Line, LineChart, XAxis, YAxis } from "recharts";
import { VariantShape } from "@/components/ui/variant-glyph.tsx";
import type { TrendChart, TrendDot } from "@/lib/charts/trend.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { PLOT_HEIGHT } from "./geometry.ts";

/** From so many points on a line's glyphs would touch each other. */
const MAX_GLYPHS = 60;

/** A build as its variant's glyph; hollow in the middle where the figure is only a lower bound. */
function Glyph({ variant, dot, cx, cy }: { variant: VariantId; dot: TrendDot; cx: number; cy: number }) {
  return (
    <g data-variant={variant} transform={`translate(${cx - 4.5} ${cy - 4.5}) scale(0.75)`}>
      <VariantShape variant={variant} />
      {dot.isLowerBound ? <circle cx="6" cy="6" r="2.6" style={{ fill: "var(--plate)" }} /> : null}
    </g>
  );
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
      <XAxis type="number" dataKey="right" domain={[0, 1]} hide allowDataOverflow />
      <YAxis type="number" dataKey="up" domain={[0, 1]} hide allowDataOverflow width={0} />
      {chart.lines.map(({ variant, dots }) => (
        <Line
          key={variant}
          data={dots}
          dataKey="up"
          name={variant}
          type="linear"
          stroke={`var(--${variant})`}
          strokeWidth={1.5}
          isAnimationActive={false}
          activeDot={false}
          dot={
            dots.length > MAX_GLYPHS
              ? false
              : ({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) => {
                  const dot = dots[index ?? -1];
                  if (!dot || cx === undefined || cy === undefined) return <g key={index} />;
                  return <Glyph key={index} variant={variant} dot={dot} cx={cx} cy={cy} />;
                }
          }
        />
      ))}
    </LineChart>
  );
});
