import { WeightKey } from "@/components/charts/chart-key.tsx";
import { WeightChart } from "@/components/charts/weight/weight-chart.tsx";
import { ChartTools } from "@/components/export/chart-tools.tsx";
import { Link } from "@/components/ui/link.tsx";
import { SectionHead, ToolLink } from "@/components/ui/section.tsx";
import type { WeightChart as Chart } from "@/lib/charts/weight.ts";
import type { PublishedMark } from "@/lib/published/figures.ts";
import { FreshFigure } from "./fresh-figure.tsx";
import { PublishedFigures } from "./published-figures.tsx";

/** Sizes that others published; `href` switches them on or off. */
export type Published = { marks: readonly PublishedMark[]; isOn: boolean; href: string };

/** `exports` is the API's address of this view; without it (on the home page) the chart is not offered as a file. */
export function WeightSection({
  chart,
  exports,
  published,
  history,
}: {
  chart: Chart;
  exports?: string;
  /** Where these images' earlier sizes are. */
  history?: string;
  published?: Published;
}) {
  const against = chart.referenceVariant && chart.rows.length > 1;
  return (
    <section id="weight" aria-labelledby="weight-title" className="pb-7 md:pb-9">
      <SectionHead
        id="weight-title"
        title="Weight"
        hint={`${chart.measure}${against ? `, delta against ${chart.referenceVariant} at the bar’s end` : ""}`}
        tools={
          <>
            <WeightKey measure={chart.measure} />
            {history ? (
              <span className="ml-2 print:hidden">
                <ToolLink href={history}>Trends</ToolLink>
              </span>
            ) : null}
            {published ? (
              <Link
                href={published.href}
                scroll={false}
                aria-current={published.isOn ? "true" : undefined}
                className="rounded-control px-2 py-1 text-caption text-ink-3 no-underline hover:bg-sunken hover:text-ink print:hidden"
              >
                {published.isOn ? "Hide published" : "Show published"}
              </Link>
            ) : null}
            {exports ? <ChartTools base={exports} chart="weight" name="Weight" /> : null}
          </>
        }
      />
      <WeightChart
        chart={chart}
        figure={({ row, children }) => (
          <FreshFigure
            image={row}
            bytes={row.totalBytes}
            beforeBytes={row.previousBytes}
            unit={chart.unit}
            isShort
          >
            {children}
          </FreshFigure>
        )}
        marks={published?.isOn && chart.measure === "uncompressed" ? published.marks : []}
      />
      {published?.isOn ? <PublishedFigures marks={published.marks} measure={chart.measure} /> : null}
    </section>
  );
}
