"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { formatTick } from "@/lib/charts/ruler.ts";
import type { TrendChart as Chart } from "@/lib/charts/trend.ts";
import type { TrendChange, TrendPoint } from "@/lib/trends/schemas.ts";
import { percent } from "../percent.ts";
import { FLAG_HEIGHT, PLOT_HEIGHT, UNKNOWN_HEIGHT } from "./geometry.ts";
import { LimitLines } from "./limit-lines.tsx";
import { changeLine, findDot, findNearest, type Pointed, walk } from "./pointing.ts";
import { TrendDrawn } from "./trend-drawn.tsx";
import { TrendStatic } from "./trend-static.tsx";

export type Flag = { right: number; number: number; change: TrendChange };
export type AxisTick = { right: number; label: string };

/** Flags that stand closer than this share of the plot go without their number. */
const FLAG_ROOM = 0.018;
/** Pixels that a pointer moves before it draws a range and does not point. */
const DRAG = 8;

type Props = {
  chart: Chart;
  label: string;
  flags: readonly Flag[];
  ticks: readonly AxisTick[];
  pointed: Pointed | undefined;
  place: (point: TrendPoint) => number;
  onPoint: (pointed: Pointed | undefined) => void;
  onPick: (pointed: Pointed) => void;
  /** A range was drawn with the pointer, in shares of the plot. */
  onRange: (from: number, to: number) => void;
};

/** One figure of every variant over the builds, with the moments at which something else changed. */
export function TrendChart({ chart, label, flags, ticks, pointed, place, onPoint, onPick, onRange }: Props) {
  const { ref, width } = useWidth();
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const shareOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const isRange = drag !== undefined && Math.abs(drag.to - drag.from) * (width ?? 0) > DRAG;
  const move = (event: PointerEvent<HTMLElement>) => {
    const right = shareOf(event);
    if (drag) setDrag({ ...drag, to: right });
    const box = event.currentTarget.getBoundingClientRect();
    onPoint(findNearest(chart, right * box.width, event.clientY - box.top, box.width));
  };
  const release = () => {
    if (drag && isRange) onRange(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
    else if (pointed) onPick(pointed);
    setDrag(undefined);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) onPoint(walk(chart, pointed, step));
    else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && pointed)
      onPoint(changeLine(chart, pointed, place, event.key === "ArrowUp" ? -1 : 1));
    else if (event.key === "Enter" && pointed) onPick(pointed);
    else return;
    event.preventDefault();
  };
  const own = pointed && findDot(chart, pointed);
  return (
    <figure
      aria-label={label}
      className="-mx-4 m-0 border-rule border-y bg-plate py-3 pr-5 pl-14 md:mx-0 md:rounded-plate md:border-x"
    >
      <div className="relative" style={{ paddingTop: FLAG_HEIGHT }}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs; this is a drawing that arrow keys walk on. */}
        <div
          ref={ref}
          role="group"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk from build to build, Enter keeps one.
          tabIndex={0}
          aria-label={`${label}: arrow keys go from build to build`}
          className="relative cursor-crosshair border-rule-3 border-b outline-offset-4"
          style={{ height: PLOT_HEIGHT }}
          onPointerMove={move}
          onPointerLeave={() => {
            setDrag(undefined);
            onPoint(undefined);
          }}
          onPointerDown={(event) => {
            if (event.pointerType === "mouse" && event.button === 0) {
              event.preventDefault();
              event.currentTarget.focus({ preventScroll: true });
              setDrag({ from: shareOf(event), to: shareOf(event) });
            } else move(event);
          }}
          onPointerUp={release}
          onKeyDown={press}
        >
          {chart.ticks.map(({ value, up }) => (
            <div
              key={value}
              aria-hidden="true"
              className="pointer-events-none absolute inset-x-0 border-rule border-t"
              style={{ bottom: percent(up) }}
            >
              <span className="absolute -top-2 right-full pr-2 text-axis text-ink-3">
                {formatTick(value, chart.step)}
              </span>
            </div>
          ))}
          <LimitLines chart={chart} />
          {flags.map(({ right, number }, index) => (
            <div
              key={number}
              aria-hidden="true"
              className="pointer-events-none absolute bottom-0 border-rule-3 border-l"
              style={{ left: percent(right), top: -FLAG_HEIGHT + 14 }}
            >
              {right - (flags[index - 1]?.right ?? -1) > FLAG_ROOM ? (
                <span className="absolute -top-3.5 -translate-x-1/2 text-axis text-ink-2">{number}</span>
              ) : null}
            </div>
          ))}
          <div className={width ? "hidden print:block" : undefined}>
            <TrendStatic chart={chart} />
          </div>
          {width ? (
            <div aria-hidden="true" className="pointer-events-none print:hidden [&_svg]:overflow-visible">
              <TrendDrawn chart={chart} width={width} />
            </div>
          ) : null}
          {pointed ? (
            <div
              aria-hidden="true"
              className="pointer-events-none absolute inset-y-0 border-ink-3 border-l"
              style={{ left: percent(place(pointed.point)) }}
            />
          ) : null}
          {own ? (
            <span
              aria-hidden="true"
              className="pointer-events-none absolute grid size-0 place-content-center place-items-center"
              style={{ left: percent(own.right), bottom: percent(own.up) }}
            >
              <span className="absolute size-5 rounded-full border border-ink" />
              <VariantGlyph variant={pointed.variant} />
            </span>
          ) : null}
          {drag && isRange ? (
            <div
              aria-hidden="true"
              className="pointer-events-none absolute inset-y-0 border-accent border-x bg-accent-wash opacity-60"
              style={{
                left: percent(Math.min(drag.from, drag.to)),
                width: percent(Math.abs(drag.to - drag.from)),
              }}
            />
          ) : null}
        </div>
        {chart.lines.some((line) => line.unknown.length > 0) ? <Unknown chart={chart} /> : null}
        <div aria-hidden="true" className="relative h-4">
          <span className="absolute top-0.5 right-full pr-2 text-axis text-ink-3">{chart.unit}</span>
          {ticks.map(({ right, label: words }, index) => (
            <span
              key={right}
              className={`absolute top-0.5 whitespace-nowrap text-axis text-ink-3 ${
                right < 0.06 ? "" : right > 0.94 ? "-translate-x-full" : "-translate-x-1/2"
              } ${(index % 2 === 1 && right < 0.99) || index === ticks.length - 2 ? "max-md:hidden" : ""}`}
              style={{ left: percent(right) }}
            >
              {words}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}

/** Builds without a figure: they were made, so they have a place, but it is no height. */
function Unknown({ chart }: { chart: Chart }) {
  return (
    <div
      aria-hidden="true"
      className="hatched relative border-rule-3 border-b"
      style={{ height: UNKNOWN_HEIGHT }}
    >
      {chart.lines.map(({ variant, unknown }) =>
        unknown.map(({ right, point }) => (
          <i
            key={point.buildId}
            data-variant={variant}
            className="absolute inset-y-[3px] w-[3px] -translate-x-1/2 bg-variant"
            style={{ left: percent(right) }}
          />
        )),
      )}
    </div>
  );
}

function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
