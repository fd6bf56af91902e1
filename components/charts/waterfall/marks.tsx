import type { WaterfallRow } from "@/lib/charts/waterfall.ts";
import { BAR_HEIGHT } from "../weight/geometry.ts";

/** A length along the ruler: pixels where the box is measured, percent where it is not. */
export type Place = (bytes: number) => number | string;

/** What a rung shed: a dashed ghost from its own end to that of the rung before. */
function Shed({ from, to, y, place }: { from: number; to: number; y: number; place: Place }) {
  const dash = {
    shapeRendering: "crispEdges",
    strokeDasharray: "4 3",
    style: { stroke: "var(--rule-3)" },
  } as const;
  const end = place(to);
  return (
    <>
      <line {...dash} x1={place(from)} x2={end} y1={y + 0.5} y2={y + 0.5} />
      <line {...dash} x1={place(from)} x2={end} y1={y + BAR_HEIGHT - 0.5} y2={y + BAR_HEIGHT - 0.5} />
      <line {...dash} x1={end} x2={end} y1={y} y2={y + BAR_HEIGHT} />
    </>
  );
}

/** A bar that is longer than the ruler ends in a gap and a stub at the ruler's end. */
function Cut({ y, place, max }: { y: number; place: Place; max: number }) {
  const at = place(max * 0.94);
  return (
    <svg x={at} y={y - 3} overflow="visible" aria-hidden="true">
      <path d={`M0 0l-6 ${BAR_HEIGHT + 6}h7l6 -${BAR_HEIGHT + 6}z`} style={{ fill: "var(--plate)" }} />
    </svg>
  );
}

/** One rung: the program solid, the rest tinted, what was shed as a ghost. `y` is the bar's upper edge. */
export function RungMarks({
  row,
  y,
  place,
  max,
  joinHeight,
}: {
  row: WaterfallRow;
  y: number;
  place: Place;
  /** The ruler's end, in bytes. */
  max: number;
  /** How far up the bar above ends; a line joins the two where it says what this one is compared with. */
  joinHeight: number;
}) {
  const { bytes, binaryBytes, shedTo, rung } = row;
  if (bytes === undefined) return null;
  const end = Math.min(bytes, max);
  const solid = Math.min(binaryBytes, end);
  const join = shedTo === undefined ? end : Math.min(shedTo, max);
  return (
    <g data-variant={rung.variant}>
      {row.isJoined ? (
        <line
          x1={place(join)}
          x2={place(join)}
          y1={y - joinHeight + BAR_HEIGHT}
          y2={y}
          shapeRendering="crispEdges"
          style={{ stroke: "var(--rule-3)" }}
        />
      ) : null}
      {shedTo === undefined ? null : <Shed from={end} to={Math.min(shedTo, max)} y={y} place={place} />}
      <rect
        x={0}
        y={y + 0.5}
        width={place(end)}
        height={BAR_HEIGHT - 1}
        style={{
          fill: "color-mix(in oklab, var(--variant) 24%, var(--plate))",
          stroke: "var(--variant)",
        }}
      />
      {solid > 0 ? (
        <rect x={0} y={y} width={place(solid)} height={BAR_HEIGHT} style={{ fill: "var(--variant)" }} />
      ) : null}
      {row.isCut ? <Cut y={y} place={place} max={max} /> : null}
    </g>
  );
}
