import type { TrendChart } from "@/lib/charts/trend.ts";
import { PLOT_HEIGHT } from "./geometry.ts";

/** The lines as the server draws them, for print and for readers without JavaScript: stretched to any width. */
export function TrendStatic({ chart }: { chart: TrendChart }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 1000 ${PLOT_HEIGHT}`}
      preserveAspectRatio="none"
      className="absolute inset-0 h-full w-full overflow-visible"
    >
      {chart.lines.map(({ variant, dots }) => (
        <polyline
          key={variant}
          data-variant={variant}
          points={dots
            .map(({ right, up }) => `${(right * 1000).toFixed(1)},${((1 - up) * PLOT_HEIGHT).toFixed(1)}`)
            .join(" ")}
          fill="none"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
          style={{ stroke: "var(--variant)" }}
        />
      ))}
    </svg>
  );
}
