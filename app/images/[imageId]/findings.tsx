import { AskButton } from "@/components/api/ask-button.tsx";
import { AcrossTable } from "@/components/findings/across-table.tsx";
import { CoveragePanel } from "@/components/findings/coverage-panel.tsx";
import {
  ChooseFindingsMode,
  FilterLine,
  FindingsPager,
  toCountSegments,
} from "@/components/findings/finding-filters.tsx";
import { FindingsTable } from "@/components/findings/findings-table.tsx";
import { ScanHistory } from "@/components/findings/scan-history.tsx";
import { ScanState } from "@/components/findings/scan-states.tsx";
import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Section, ToolLink } from "@/components/ui/section.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { getFindings } from "@/lib/findings/get-findings.ts";
import { ORIGINS, SEVERITIES } from "@/lib/findings/schemas.ts";
import type { FindingsPage } from "@/lib/findings/schemas-page.ts";
import { formatCount } from "@/lib/format.ts";
import type { ImageView } from "@/lib/images/schemas.ts";
import { isGoing } from "@/lib/job-status.ts";
import { listScans } from "@/lib/scans/get-scan.ts";
import { summariseScans } from "@/lib/scans/summarise-scans.ts";
import { type FindingsQuery, findingsHref } from "./findings-query.ts";

/** What was found in one image, with what the scanner saw, filters, acceptances and exports. */
export async function Findings({ image, query }: { image: ImageView; query: FindingsQuery }) {
  const [summaries, history] = await Promise.all([
    summariseScans([image.imageId]),
    listScans({ imageId: image.imageId }),
  ]);
  const scans = summaries.get(image.imageId);
  const page = scans?.latest ? await getFindings({ ...query, imageId: image.imageId }) : undefined;
  const exported = `/api/v1/images/${image.imageId}/findings`;
  return (
    <Section
      id="findings"
      title="Findings"
      hint={
        page ? (
          <>
            {page.scanner.name} {page.scanner.version},{" "}
            {page.database.updatedAt ? (
              <>
                database of <Timestamp iso={page.database.updatedAt} />
              </>
            ) : (
              "without a database"
            )}
            , scanned <Timestamp iso={page.scannedAt} />
          </>
        ) : undefined
      }
      tools={
        <>
          {page ? (
            <>
              <ToolLink href={`${exported}/sarif`}>SARIF</ToolLink>
              <ToolLink href={`${exported}/cyclonedx`}>CycloneDX</ToolLink>
              <ToolLink href={`${exported}/csv`}>CSV</ToolLink>
            </>
          ) : null}
          <ToolLink href={`/findings?service=${encodeURIComponent(image.service)}`}>All variants</ToolLink>
          <AskButton path={`/images/${image.imageId}/scans`}>{page ? "Rescan" : "Scan"}</AskButton>
        </>
      }
    >
      {scans?.current ? (
        <p className="mb-3 text-caption" aria-live="polite">
          <ScanState scan={scans.current} name="This image" />
          {isGoing(scans.current) ? <AutoRefresh /> : null}
        </p>
      ) : null}
      {page ? (
        <Answer page={page} query={query} image={image} />
      ) : isGoing(scans?.current) ? null : (
        <EmptyState title="Not scanned yet">
          A scan takes a second or two and needs Trivy; what it cannot see is said beside what it finds.
        </EmptyState>
      )}
      <ScanHistory scans={history} />
    </Section>
  );
}

function Answer({ page, query, image }: { page: FindingsPage; query: FindingsQuery; image: ImageView }) {
  const { counts, answer } = page;
  return (
    <>
      <CoveragePanel coverage={page.coverage} />
      {counts && counts.total > 0 ? (
        <>
          <p className="mb-3 text-ink">
            {answer.kind === "count" && answer.isLowerBound ? "At least " : null}
            <b>{formatCount(counts.total)}</b> finding{counts.total === 1 ? "" : "s"},{" "}
            {formatCount(counts.unique)} different, {formatCount(counts.fixable)} with a fix
            {counts.accepted > 0 ? `, ${formatCount(counts.accepted)} accepted` : null}.
          </p>
          <Filters page={page} query={query} />
          {page.rows ? (
            <AcrossTable list={{ service: image.service, images: [image], rows: page.rows }} />
          ) : (
            <FindingsTable findings={page.findings} service={image.service} />
          )}
          <FindingsPager
            list={page}
            offset={query.offset}
            href={(offset) => findingsHref(query, { offset })}
          />
        </>
      ) : (
        <p className="text-ink-2">
          {answer.kind === "count"
            ? "Nothing is known against what was looked up."
            : answer.kind === "unknown"
              ? `Findings unknown. ${answer.reason}`
              : "Not scannable: see above what the scanner could not read."}
        </p>
      )}
    </>
  );
}

function Filters({ page, query }: { page: FindingsPage; query: FindingsQuery }) {
  return (
    <FilterLine>
      <ChooseFindingsMode mode={query.mode} href={(mode) => findingsHref(query, { mode })} />
      <Segmented
        label="Severity"
        segments={toCountSegments({
          any: "Any severity",
          words: SEVERITIES,
          counts: page.bySeverity,
          chosen: query.severity,
          href: (severity) => findingsHref(query, { severity }),
        })}
      />
      <Segmented
        label="From"
        segments={toCountSegments({
          any: "Any origin",
          words: ORIGINS,
          counts: page.byOrigin,
          chosen: query.origin,
          href: (origin) => findingsHref(query, { origin }),
        })}
      />
      <span className="text-caption text-ink-3">{formatCount(page.matching)} shown here</span>
    </FilterLine>
  );
}
