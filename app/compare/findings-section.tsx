import Link from "next/link";
import { ExposureChart } from "@/components/charts/exposure/exposure-chart.tsx";
import { SeverityBars } from "@/components/charts/severity/severity-bars.tsx";
import { ChartTools } from "@/components/export/chart-tools.tsx";
import { AskButton } from "@/components/findings/ask-button.tsx";
import { FINDINGS_MODE_WORDS } from "@/components/findings/finding-filters.tsx";
import { FindingsWords } from "@/components/findings/findings-words.tsx";
import { ScanStates } from "@/components/findings/scan-states.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { toExposureChart } from "@/lib/charts/exposure.ts";
import { defaultFindingsMode, FINDINGS_MODES, toSeverityChart } from "@/lib/charts/severity.ts";
import { type CompareQuery, compareHref, toCompareQueryString } from "@/lib/compare/query.ts";
import { UNIT_BYTES } from "@/lib/format.ts";
import type { Comparison } from "@/lib/images/schemas.ts";

/** Size against exposure, and findings with what the scanner saw: side by side, on one choice of what counts. */
export function FindingsSection({
  comparison,
  query,
  exports,
}: {
  comparison: Comparison;
  query: CompareQuery;
  exports: string;
}) {
  const mode = query.findings ?? defaultFindingsMode(comparison);
  const chart = toSeverityChart(comparison, mode);
  const exposure = toExposureChart(comparison, {
    mode,
    measure: query.measure,
    unitBytes: UNIT_BYTES[query.unit],
  });
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
        <ExposureChart chart={exposure} unit={query.unit} />
      </section>
      <section aria-labelledby="findings-title" className="min-w-0">
        <SectionHead
          id="findings-title"
          title="Findings and coverage"
          hint="letter and count on each part"
          tools={
            <>
              <Segmented
                label="What is counted"
                segments={FINDINGS_MODES.map((each) => ({
                  label: FINDINGS_MODE_WORDS[each],
                  href: `${compareHref(query, { findings: each })}#findings`,
                  current: each === mode,
                }))}
              />
              <Link
                href={`/findings?${toCompareQueryString(query)}`}
                className="rounded-control px-2 py-1 text-caption text-ink-3 no-underline hover:bg-sunken hover:text-ink"
              >
                All findings
              </Link>
              <AskButton path="/scans" body={{ service: comparison.service }}>
                Rescan all
              </AskButton>
              <ChartTools base={exports} chart="findings" name="Findings" />
            </>
          }
        />
        <SeverityBars chart={chart} />
        <ScanStates columns={comparison.columns} />
        <FindingsWords chart={chart} />
      </section>
    </div>
  );
}
