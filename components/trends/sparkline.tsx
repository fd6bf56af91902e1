import type { ReactNode } from "react";
import { Link } from "@/components/ui/link.tsx";
import { type SparklineOf, toSparklinePoints } from "@/lib/charts/sparkline.ts";
import { formatSize } from "@/lib/format.ts";

/** What a row has room for, in pixels. */
export const SPARKLINE_BOX = { width: 64, height: 14 };
const INSET = 3;

/** The drawing of a row's figures, and the words for those who do not see it. */
export function SparklineFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <svg
      role="img"
      aria-label={label}
      width={SPARKLINE_BOX.width + 2 * INSET}
      height={SPARKLINE_BOX.height + 2 * INSET}
      className="block overflow-visible"
    >
      <g transform={`translate(${INSET} ${INSET})`}>{children}</g>
    </svg>
  );
}

/** A row's sizes over its last builds as a line, the newest as a dot; it leads to the trends. */
export function Sparkline({ sizes, of }: { sizes: readonly number[]; of: SparklineOf }) {
  const last = sizes.at(-1);
  if (sizes.length < 2 || last === undefined) return <span className="text-ink-3">–</span>;
  const points = toSparklinePoints(sizes, SPARKLINE_BOX);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const range = least === most ? formatSize(last) : `${formatSize(least)} to ${formatSize(most)}`;
  const end = points.at(-1) ?? { x: SPARKLINE_BOX.width, y: 0 };
  const recipe = of.recipe === "default" ? "" : `&recipe=${encodeURIComponent(of.recipe)}`;
  return (
    <Link
      href={`/trends?service=${encodeURIComponent(of.service)}${recipe}&variants=${of.variant}`}
      title={`${of.variant}: ${range} over ${sizes.length} builds`}
      className="inline-block align-middle text-ink-3 hover:text-ink"
    >
      <SparklineFrame label={`${of.service} ${of.variant}: ${range} over ${sizes.length} builds`}>
        <polyline
          points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.25"
        />
        <circle cx={end.x} cy={end.y} r="2.25" className="fill-ink" />
      </SparklineFrame>
    </Link>
  );
}
