import { BuildTimeChart, BuildTimeKey } from "@/components/charts/build-time/build-time-chart.tsx";
import { ChartTools } from "@/components/export/chart-tools.tsx";
import { Section } from "@/components/ui/section.tsx";
import type { BuildTimeChart as Chart } from "@/lib/charts/build-time.ts";

/** What making the images took; nothing where no build's steps are kept. */
export function BuildTimeSection({ chart, exports }: { chart: Chart; exports: string }) {
  if (chart.rows.length === 0) return null;
  return (
    <Section
      id="build-time"
      title="Build time"
      hint="cached: the engine had it, or another build of the run made it"
      tools={
        <>
          <BuildTimeKey />
          <ChartTools base={exports} chart="build" name="Build time" />
        </>
      }
    >
      <BuildTimeChart chart={chart} />
    </Section>
  );
}
