import { WeightKey } from "@/components/charts/chart-key.tsx";
import { WeightChart } from "@/components/charts/weight/weight-chart.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import type { WeightChart as Chart } from "@/lib/charts/weight.ts";

export function WeightSection({ chart }: { chart: Chart }) {
  const against = chart.referenceVariant && chart.rows.length > 1;
  return (
    <section id="weight" aria-labelledby="weight-title" className="pb-7 md:pb-9">
      <SectionHead
        id="weight-title"
        title="Weight"
        hint={`${chart.measure}${against ? `, delta against ${chart.referenceVariant} at the bar’s end` : ""}`}
        tools={<WeightKey measure={chart.measure} />}
      />
      <WeightChart chart={chart} />
    </section>
  );
}
