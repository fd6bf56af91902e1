import { BadgeMarkdown } from "@/components/badges/badge-markdown.tsx";
import { LayerChart } from "@/components/charts/layers/layer-chart.tsx";
import { BuildTimeSection } from "@/components/compare/build-time-section.tsx";
import { Caveats } from "@/components/compare/caveats.tsx";
import { ComparisonFacts } from "@/components/compare/comparison-facts.tsx";
import { RowsHint } from "@/components/compare/rows-hint.tsx";
import { SizeMatrix } from "@/components/compare/size-matrix.tsx";
import { Verdict } from "@/components/compare/verdict.tsx";
import { WeightSection } from "@/components/compare/weight-section.tsx";
import { WhatBreaks } from "@/components/compare/what-breaks.tsx";
import { ChartTools } from "@/components/export/chart-tools.tsx";
import { TableTools } from "@/components/export/table-tools.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { AgainstNow } from "@/components/snapshots/against-now.tsx";
import { DecisionNote } from "@/components/snapshots/decision-note.tsx";
import { FrozenBar } from "@/components/snapshots/frozen-bar.tsx";
import { FrozenImages } from "@/components/snapshots/frozen-images.tsx";
import { VerifyCommand } from "@/components/snapshots/verify-command.tsx";
import { Section } from "@/components/ui/section.tsx";
import { toBuildTimeChart } from "@/lib/charts/build-time.ts";
import { toLayerChart } from "@/lib/charts/layers.ts";
import { toWeightChart } from "@/lib/charts/weight.ts";
import type { Changes } from "@/lib/compare/changes.ts";
import { orderColumns, toColumnNames } from "@/lib/compare/columns.ts";
import { toMatrix } from "@/lib/compare/matrix.ts";
import { type CompareQuery, compareHref } from "@/lib/compare/query.ts";
import { toVerdict, VERDICT_RULES } from "@/lib/compare/verdict.ts";
import { toBreakages } from "@/lib/compare/what-breaks.ts";
import type { SnapshotView } from "@/lib/snapshots/schemas.ts";
import { FindingsSection } from "../../compare/findings-section.tsx";

type Props = {
  snapshot: SnapshotView;
  payload: NonNullable<SnapshotView["payload"]>;
  query: CompareQuery;
  /** Absent where the live view cannot be had now. */
  changes: Changes | undefined;
};

/** The compare page as it was, without a control that could change a figure. */
export function SnapshotPage({ snapshot, payload, query, changes }: Props) {
  const comparison = orderColumns(payload.comparison, query.order);
  const { unit } = query;
  const exports = `/api/v1/snapshots/${snapshot.slug}/export`;
  const title = snapshot.title || `${comparison.service}, frozen`;
  return (
    <>
      <FrozenBar
        slug={snapshot.slug}
        frozenAt={payload.frozenAt}
        payloadDigest={snapshot.payloadDigest}
        liveHref={compareHref(query)}
      />
      <Page>
        <PageHead
          title={<span dir="auto">{title}</span>}
          remark={`${comparison.service}, ${comparison.recipeSummary}`}
          facts={<ComparisonFacts comparison={comparison} />}
        />
        <DecisionNote note={payload.note} />
        <div className="sheet">
          <div className="grid items-start gap-x-16 gap-y-5 pt-6 pb-6 md:grid-cols-[minmax(0,1fr)_320px] lg:grid-cols-[minmax(0,1fr)_380px]">
            <Verdict parts={toVerdict(comparison, query)} rules={VERDICT_RULES} />
            <Caveats comparison={comparison} names={toColumnNames(comparison)} />
          </div>
          <WeightSection chart={toWeightChart(comparison, query)} exports={exports} />
          <Section id="sizes" title="Tradeoffs" hint={<RowsHint />}>
            <SizeMatrix
              matrix={toMatrix(comparison, unit, query.rows)}
              columns={comparison.columns}
              unit={unit}
            />
          </Section>
        </div>
        <div data-screen-only className="*:later">
          <Section
            id="images"
            title="Images in this snapshot"
            hint="stored whole: deleting an image or building again changes nothing here"
            tools={<TableTools base={exports} />}
          >
            <FrozenImages comparison={comparison} unit={unit} />
          </Section>
          {comparison.columns.some(({ scans }) => scans?.latest) ? (
            <FindingsSection comparison={comparison} query={query} exports={exports} isFrozen />
          ) : null}
          <Section
            id="layers"
            title="Layers and pull cost"
            tools={<ChartTools base={exports} chart="layers" name="Layers" />}
          >
            <LayerChart chart={toLayerChart(comparison)} unit={unit} />
          </Section>
          <BuildTimeSection chart={toBuildTimeChart(comparison)} exports={exports} />
          <WhatBreaks breakages={toBreakages(comparison)} />
          {changes ? (
            <Section
              id="now"
              title="Against now"
              hint="the live view as it is today; only what differs is listed"
            >
              <AgainstNow changes={changes} unit={unit} />
            </Section>
          ) : null}
          <Section id="verify" title="Verify" hint="the digest is of the very bytes that were frozen">
            <VerifyCommand slug={snapshot.slug} digest={snapshot.payloadDigest} />
          </Section>
          <Section id="badge" title="Badge" hint="these frozen figures as a picture for other pages">
            <BadgeMarkdown
              name={title}
              image={`/api/v1/badges/snapshots/${snapshot.slug}`}
              link={`/c/${snapshot.slug}`}
            />
          </Section>
        </div>
      </Page>
    </>
  );
}
