import { type TrendChart, type TrendDot, toPieces } from "@/lib/charts/trend.ts";
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
      {chart.lines.map((line) => (
        <path
          key={line.variant}
          data-variant={line.variant}
          d={toPieces(line).map(pathOf).join("")}
          fill="none"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
          style={{ stroke: "var(--variant)" }}
        />
      ))}
    </svg>
  );
}

function pathOf(piece: readonly TrendDot[]): string {
  return piece
    .map(({ right, up }, index) => {
      const place = `${(right * 1000).toFixed(1)} ${((1 - up) * PLOT_HEIGHT).toFixed(1)}`;
      return `${index === 0 ? "M" : "L"}${place}`;
    })
    .join("");
}
