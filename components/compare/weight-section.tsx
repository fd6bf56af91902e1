import { WeightKey } from "@/components/charts/chart-key.tsx";
import { WeightChart } from "@/components/charts/weight/weight-chart.tsx";
import { ChartTools } from "@/components/export/chart-tools.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import type { WeightChart as Chart } from "@/lib/charts/weight.ts";

/** `exports` is the API's address of this view; without it (on the home page) the chart is not offered as a file. */
export function WeightSection({ chart, exports }: { chart: Chart; exports?: string }) {
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
            {exports ? <ChartTools base={exports} chart="weight" name="Weight" /> : null}
          </>
        }
      />
      <WeightChart chart={chart} />
    </section>
  );
}
