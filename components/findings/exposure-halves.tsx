import type { ReactNode } from "react";
import { ExposureChart } from "@/components/charts/exposure/exposure-chart.tsx";
import { SeverityBars } from "@/components/charts/severity/severity-bars.tsx";
import { ChartTools } from "@/components/export/chart-tools.tsx";
import { FindingsWords } from "@/components/findings/findings-words.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import type { ExposureChart as Exposure } from "@/lib/charts/exposure.ts";
import type { SeverityChart } from "@/lib/charts/severity.ts";
import type { SizeUnit } from "@/lib/format.ts";

/** Size against exposure, and findings with what the scanner saw: side by side, on one choice of what counts. */
export function ExposureHalves({
  exposure,
  findings,
  unit,
  exports,
  hint,
  tools,
  children,
}: {
  exposure: Exposure;
  findings: SeverityChart;
  unit: SizeUnit;
  /** The address that gives these charts as files. */
  exports: string;
  /** Beside the findings' title. */
  hint: string;
  tools?: ReactNode;
  /** Below the bars. */
  children?: ReactNode;
}) {
  return (
    <div
      id="findings"
      className="grid gap-x-12 gap-y-8 border-rule border-t pt-6 pb-7 md:pt-7 md:pb-9 lg:grid-cols-2"
    >
      <section aria-labelledby="exposure-title" className="min-w-0">
        <SectionHead
          id="exposure-title"
          title="Size against exposure"
          hint="lower left is better"
          tools={<ChartTools base={exports} chart="exposure" name="Size against exposure" />}
        />
        <ExposureChart chart={exposure} unit={unit} />
      </section>
      <section aria-labelledby="findings-title" className="min-w-0">
        <SectionHead
          id="findings-title"
          title="Findings and coverage"
          hint={hint}
          tools={
            <>
              {tools}
              <ChartTools base={exports} chart="findings" name="Findings" />
            </>
          }
        />
        <SeverityBars chart={findings} />
        {children}
        <FindingsWords chart={findings} />
      </section>
    </div>
  );
}
