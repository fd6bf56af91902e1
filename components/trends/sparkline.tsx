import Link from "next/link";
import { type SparklineOf, toSparklinePoints } from "@/lib/charts/sparkline.ts";
import { formatSize } from "@/lib/format.ts";

const BOX = { width: 64, height: 14 };
const INSET = 3;

/** A row's sizes over its last builds as a line, the newest as a dot; it leads to the trends. */
export function Sparkline({ sizes, of }: { sizes: readonly number[]; of: SparklineOf }) {
  const last = sizes.at(-1);
  if (sizes.length < 2 || last === undefined) return <span className="text-ink-3">–</span>;
  const points = toSparklinePoints(sizes, BOX);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const range = least === most ? formatSize(last) : `${formatSize(least)} to ${formatSize(most)}`;
  const end = points.at(-1) ?? { x: BOX.width, y: 0 };
  const recipe = of.recipe === "default" ? "" : `&recipe=${encodeURIComponent(of.recipe)}`;
  return (
    <Link
      href={`/trends?service=${encodeURIComponent(of.service)}${recipe}&variants=${of.variant}`}
      title={`${of.variant}: ${range} over ${sizes.length} builds`}
      className="inline-block align-middle text-ink-3 hover:text-ink"
    >
      <svg
        role="img"
        aria-label={`${of.service} ${of.variant}: ${range} over ${sizes.length} builds`}
        width={BOX.width + 2 * INSET}
        height={BOX.height + 2 * INSET}
        className="block overflow-visible"
      >
        <g transform={`translate(${INSET} ${INSET})`}>
          <polyline
            points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.25"
          />
          <circle cx={end.x} cy={end.y} r="2.25" className="fill-ink" />
        </g>
      </svg>
    </Link>
  );
}
