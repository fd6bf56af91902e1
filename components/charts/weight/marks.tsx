import { formatTick, type Ruler, type RulerTick } from "@/lib/charts/ruler.ts";
import type { PartKind } from "@/lib/charts/weight.ts";
import type { SizeUnit } from "@/lib/format.ts";
import { AXIS_HEIGHT, BAR_HEIGHT } from "./geometry.ts";

export const TICK_LENGTH: Record<RulerTick["level"], number> = { major: 10, half: 7, minor: 4 };

/** One mark of a ruler that lies above (`top`) or below the rows; y = 0 is the ruler's own upper edge. */
export function RulerMark({
  tick,
  x,
  side,
  ruler,
  unit,
}: {
  tick: RulerTick;
  x: number | string;
  side: "top" | "bottom";
  ruler: Ruler;
  unit: SizeUnit;
}) {
  const length = TICK_LENGTH[tick.level];
  const major = tick.level === "major";
  return (
    <>
      <line
        x1={x}
        x2={x}
        y1={side === "top" ? AXIS_HEIGHT - length : 0}
        y2={side === "top" ? AXIS_HEIGHT : length}
        shapeRendering="crispEdges"
        style={{ stroke: major ? "var(--rule-3)" : "var(--rule-2)" }}
      />
      {major ? <RulerLabel value={tick.value} x={x} side={side} ruler={ruler} unit={unit} /> : null}
    </>
  );
}

/** A labelled tick's figure; the first one says the unit. */
export function RulerLabel({
  value,
  x,
  side,
  ruler,
  unit,
}: {
  value: number;
  x: number | string;
  side: "top" | "bottom";
  ruler: Ruler;
  unit: SizeUnit;
}) {
  const label = formatTick(value, ruler.step);
  return (
    <text
      x={x}
      y={side === "top" ? 12 : 24}
      textAnchor={value === 0 ? "start" : "middle"}
      className="fill-ink-3 text-[11px]"
    >
      {value === 0 ? `${label} ${unit}` : label}
    </text>
  );
}

/** The triangle that points from a ruler at the reference. */
export function Pointer({ x, side }: { x: number | string; side: "top" | "bottom" }) {
  return (
    <svg x={x} overflow="visible" aria-hidden="true">
      <path
        d={side === "top" ? `M-5 ${AXIS_HEIGHT - 9}h10L0 ${AXIS_HEIGHT}z` : "M-5 9h10L0 0z"}
        className="fill-accent"
      />
    </svg>
  );
}

/** Fill and outline of a bar's part; `data-variant` further up gives the colour. */
function partStyle(kind: PartKind): { fill: string; stroke?: string } {
  switch (kind) {
    case "binary":
    case "added":
      return { fill: "var(--variant)" };
    case "base":
      return { fill: "color-mix(in oklab, var(--variant) 24%, var(--plate))", stroke: "var(--variant)" };
    case "certificates":
      return { fill: "var(--ink)" };
    case "other":
      return { fill: "url(#weight-other)", stroke: "var(--variant)" };
  }
}

/** A part of a bar, square-ended, `y` at its upper edge. Outlined parts are drawn inside their edge. */
export function BarPart({
  kind,
  x,
  width,
  y,
}: {
  kind: PartKind;
  x: number | string;
  width: number | string;
  y: number;
}) {
  const style = partStyle(kind);
  const inset = style.stroke ? 0.5 : 0;
  return <rect x={x} width={width} y={y + inset} height={BAR_HEIGHT - 2 * inset} style={style} />;
}

/** Lines for bytes of no class of their own. Each chart carries its own copy: ids are global to the page. */
export function PartPatterns() {
  return (
    <defs>
      <pattern id="weight-other" width="3" height="3" patternUnits="userSpaceOnUse">
        <path d="M.5 0V3" style={{ stroke: "var(--ink-2)" }} />
      </pattern>
    </defs>
  );
}

/** Dots that lead the eye from a bar's end to the reference. */
export function Leader({ from, to, y }: { from: number | string; to: number | string; y: number }) {
  return (
    <line
      x1={from}
      x2={to}
      y1={y}
      y2={y}
      strokeDasharray="1 3"
      className="@max-[640px]:hidden"
      style={{ stroke: "var(--rule-3)" }}
    />
  );
}
