"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { Pointed } from "@/components/charts/trend/pointing.ts";
import { TrendChart } from "@/components/charts/trend/trend-chart.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import type { Measure } from "@/lib/charts/measuring.ts";
import {
  type SizeLimit,
  TREND_FIGURES,
  type TrendChart as TrendChartData,
  type TrendFigure,
  toAxisTicks,
  toPlacement,
  toTrendChart,
} from "@/lib/charts/trend.ts";
import { formatDateTime, type SizeUnit } from "@/lib/format.ts";
import type { TrendPoint, Trends } from "@/lib/trends/schemas.ts";
import { PointReadout } from "./point-readout.tsx";

const TITLES: Record<TrendFigure, string> = {
  size: "Size",
  findings: "Findings",
  layers: "Layers",
  time: "Build time",
};

const DAY_MS = 86_400_000;

/** The four figures over one axis: what is pointed at in one is marked in all, and told above them. */
export function TrendBoard({
  trends,
  measure,
  unit,
  limits,
  rangeHref,
}: {
  trends: Trends;
  measure: Measure;
  unit: SizeUnit;
  /** What budgets allow in this measure. */
  limits: readonly SizeLimit[];
  /** The page's address with `{from}` and `{to}` in place of a range. */
  rangeHref: string;
}) {
  const router = useRouter();
  const [pointed, setPointed] = useState<Pointed>();
  const [kept, setKept] = useState<Pointed>();
  const place = useMemo(() => toPlacement(trends), [trends]);
  const charts = useMemo(
    () => TREND_FIGURES.map((figure) => toTrendChart(trends, figure, { measure, unit, limits })),
    [trends, measure, unit, limits],
  );
  const ticks = useMemo(() => toTicks(trends), [trends]);
  const flags = trends.changes.map((change, index) => ({ right: place(change), number: index + 1, change }));

  function zoom(from: number, to: number) {
    const within = trends.lines
      .flatMap((line) => line.points)
      .filter((point) => place(point) >= from && place(point) <= to)
      .map((point) => point.at)
      .sort();
    const [first, last] = [within[0], within.at(-1)];
    if (!first || !last || first === last) return;
    router.push(rangeHref.replace("{from}", first).replace("{to}", last), { scroll: false });
  }

  return (
    <>
      <PointReadout pointed={pointed ?? kept} isKept={pointed === undefined} measure={measure} unit={unit} />
      {charts.map((chart) => (
        <section
          key={chart.figure}
          id={chart.figure}
          aria-labelledby={`${chart.figure}-title`}
          className="pb-7"
        >
          <SectionHead
            id={`${chart.figure}-title`}
            title={TITLES[chart.figure]}
            hint={hintOf(chart, measure)}
          />
          <TrendChart
            chart={chart}
            label={`${TITLES[chart.figure]} of each variant over its builds`}
            flags={flags}
            ticks={ticks}
            pointed={pointed ?? kept}
            place={place}
            onPoint={setPointed}
            onPick={setKept}
            onRange={zoom}
          />
        </section>
      ))}
    </>
  );
}

function hintOf({ figure, least, limits }: TrendChartData, measure: Measure): string {
  const start = least > 0 ? "; the axis does not begin at 0" : "";
  switch (figure) {
    case "size":
      return `${measure}${limits.length > 0 ? "; dashed: what a budget allows" : ""}${start}`;
    case "findings":
      return `all of them; hollow: at least so many; hatched: nobody knows${start}`;
    case "layers":
      return `of the base and of the Dockerfile${start}`;
    case "time":
      return `from its start to the stored image, whatever was cached${start}`;
  }
}

function toTicks(trends: Trends) {
  const ticks = toAxisTicks(trends);
  const [first, last] = [ticks[0]?.point, ticks.at(-1)?.point];
  const isShort = first && last && Date.parse(last.at) - Date.parse(first.at) < 3 * DAY_MS;
  const say = (point: TrendPoint) => {
    if (trends.by === "run") return `run ${point.run.number}`;
    const text = formatDateTime(point.at);
    return isShort ? text : text.replace(/ \d\d:\d\d$/, "");
  };
  return ticks.map(({ right, point }) => ({ right, label: say(point) }));
}
