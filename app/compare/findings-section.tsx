import { ExposureChart } from "@/components/charts/exposure/exposure-chart.tsx";
import { SeverityBars } from "@/components/charts/severity/severity-bars.tsx";
import { ScanButton } from "@/components/findings/scan-button.tsx";
import { ScanStates } from "@/components/findings/scan-states.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { toExposureChart } from "@/lib/charts/exposure.ts";
import {
  defaultFindingsMode,
  FINDINGS_MODES,
  type FindingsMode,
  toSeverityChart,
} from "@/lib/charts/severity.ts";
import { type CompareQuery, compareHref } from "@/lib/compare/query.ts";
import { UNIT_BYTES } from "@/lib/format.ts";
import type { Comparison } from "@/lib/images/schemas.ts";

const LABELS: Record<FindingsMode, string> = {
  all: "All",
  fixable: "Fixable only",
  unique: "Different CVEs",
};

/** Size against exposure, and findings with what the scanner saw: side by side, on one choice of what counts. */
export function FindingsSection({ comparison, query }: { comparison: Comparison; query: CompareQuery }) {
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
        <SectionHead id="exposure-title" title="Size against exposure" hint="lower left is better" />
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
                  label: LABELS[each],
                  href: `${compareHref(query, { findings: each })}#findings`,
                  current: each === mode,
                }))}
              />
              <ScanButton path="/scans" body={{ service: comparison.service }}>
                Rescan all
              </ScanButton>
            </>
          }
        />
        <SeverityBars chart={chart} />
        <ScanStates columns={comparison.columns} />
        <p className="mt-4 max-w-[72ch] text-caption text-ink-3">
          C critical, H high, M medium, L low, U not rated.
          {chart.databaseDates[0] ? (
            <>
              {" "}
              Database of <Timestamp iso={chart.databaseDates[0]} />
              {chart.databaseDates.length > 1 ? "; some images were scanned with older data" : null}.
            </>
          ) : null}{" "}
          {chart.families.length > 1
            ? `These images stand on ${chart.families.join(" and ")}, whose data are not alike: Debian also lists flaws that have no fix, Alpine does not. Fixable only is the fair count. `
            : null}
          An image that the scanner cannot see into holds the same libraries, compiled in: the flaws are not
          gone, only the view of them.
        </p>
      </section>
    </div>
  );
}
