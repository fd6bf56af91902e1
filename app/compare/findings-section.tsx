import { AskButton } from "@/components/api/ask-button.tsx";
import { ExposureHalves } from "@/components/findings/exposure-halves.tsx";
import { ChooseFindingsMode } from "@/components/findings/finding-filters.tsx";
import { ScanStates } from "@/components/findings/scan-states.tsx";
import { Link } from "@/components/ui/link.tsx";
import { toExposureChart } from "@/lib/charts/exposure.ts";
import { defaultFindingsMode, type FindingsMode, toSeverityChart } from "@/lib/charts/severity.ts";
import { type CompareQuery, compareHref, toCompareQueryString } from "@/lib/compare/query.ts";
import { UNIT_BYTES } from "@/lib/format.ts";
import type { Comparison } from "@/lib/images/schemas.ts";

/** What a comparison's images are exposed to; `isFrozen` leaves out what could change or lead elsewhere. */
export function FindingsSection({
  comparison,
  query,
  exports,
  isFrozen = false,
}: {
  comparison: Comparison;
  query: CompareQuery;
  exports: string;
  isFrozen?: boolean;
}) {
  const { measure, unit } = query;
  const mode = query.findings ?? defaultFindingsMode(comparison);
  return (
    <ExposureHalves
      exposure={toExposureChart(comparison, { mode, measure, unitBytes: UNIT_BYTES[unit] })}
      findings={toSeverityChart(comparison, mode)}
      unit={unit}
      exports={exports}
      hint={isFrozen ? "as the scanner answered until then" : "letter and count on each part"}
      tools={isFrozen ? undefined : <Tools query={query} mode={mode} service={comparison.service} />}
    >
      {isFrozen ? null : <ScanStates columns={comparison.columns} />}
    </ExposureHalves>
  );
}

function Tools({ query, mode, service }: { query: CompareQuery; mode: FindingsMode; service: string }) {
  return (
    <>
      <ChooseFindingsMode mode={mode} href={(findings) => `${compareHref(query, { findings })}#findings`} />
      <Link
        href={`/findings?${toCompareQueryString(query)}`}
        className="rounded-control px-2 py-1 text-caption text-ink-3 no-underline hover:bg-sunken hover:text-ink"
      >
        All findings
      </Link>
      <AskButton path="/scans" body={{ service }}>
        Rescan all
      </AskButton>
    </>
  );
}
