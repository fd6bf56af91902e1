import { LayerChart } from "@/components/charts/layers/layer-chart.tsx";
import { WeightSkeleton } from "@/components/charts/weight/weight-skeleton.tsx";
import { areBasesBusy, BasesProgress } from "@/components/compare/bases-progress.tsx";
import { BlockedNotice, whyBlocked } from "@/components/compare/blocked-notice.tsx";
import { BuildTimeSection } from "@/components/compare/build-time-section.tsx";
import { Caveats } from "@/components/compare/caveats.tsx";
import { ChoiceForm, CompareToolbar } from "@/components/compare/compare-toolbar.tsx";
import { ComparisonFacts } from "@/components/compare/comparison-facts.tsx";
import { FirstBuild } from "@/components/compare/first-build.tsx";
import { LastFailure } from "@/components/compare/last-failure.tsx";
import { RebuildButton } from "@/components/compare/rebuild-button.tsx";
import { RebuildProvider } from "@/components/compare/rebuild-context.tsx";
import { RowsHint } from "@/components/compare/rows-hint.tsx";
import { RunInPlace } from "@/components/compare/run-in-place.tsx";
import { ShareButton } from "@/components/compare/share-button.tsx";
import { SizeMatrix } from "@/components/compare/size-matrix.tsx";
import { Verdict } from "@/components/compare/verdict.tsx";
import { WeightSection } from "@/components/compare/weight-section.tsx";
import { WhatBreaks } from "@/components/compare/what-breaks.tsx";
import { ChartTools } from "@/components/export/chart-tools.tsx";
import { ExportMenu } from "@/components/export/export-menu.tsx";
import { TableTools } from "@/components/export/table-tools.tsx";
import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { RememberComparison } from "@/components/palette/remember-comparison.tsx";
import { Section } from "@/components/ui/section.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { toBuildTimeChart } from "@/lib/charts/build-time.ts";
import { toLayerChart } from "@/lib/charts/layers.ts";
import { isMeasuring } from "@/lib/charts/measuring.ts";
import { toWeightChart } from "@/lib/charts/weight.ts";
import { orderColumns, toColumnNames } from "@/lib/compare/columns.ts";
import { toMatrix } from "@/lib/compare/matrix.ts";
import { type CompareQuery, compareHref, toCompareQueryString } from "@/lib/compare/query.ts";
import { toVerdict, VERDICT_RULES } from "@/lib/compare/verdict.ts";
import { toBreakages } from "@/lib/compare/what-breaks.ts";
import { formatSize } from "@/lib/format.ts";
import type { Comparison } from "@/lib/images/schemas.ts";
import { listPublishedMarks } from "@/lib/published/figures.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";
import type { StatusView } from "@/lib/status/schemas.ts";
import { PREBUILT_RECIPE } from "@/lib/variants/prebuilt-recipe.ts";
import { DEFAULT_VARIANT_IDS, type VariantId } from "@/lib/variants/variants.ts";
import { ProbeButton, ProbesNow } from "../probe-tools.tsx";
import { toChips, toChoices, toKept, toRowSegments, toSegments, toSubjects } from "./choices.ts";
import { columnActions } from "./column-actions.tsx";
import { FindingsSection } from "./findings-section.tsx";

type Props = {
  query: CompareQuery;
  comparison: Comparison;
  services: readonly ServiceView[];
  /** Variants whose image is of an older source than the service has now. */
  stale: readonly VariantId[];
  runs: readonly RunView[];
  going: RunView | undefined;
  status: StatusView;
  serverNowMs: number;
};

function contentsOf(comparison: Comparison): string {
  const count = comparison.columns.length;
  const standIns = comparison.columns.filter((column) => column.image.standIn).length;
  const images = `${count} image${count === 1 ? "" : "s"}`;
  return standIns > 0 ? `${images}, ${standIns} on stand-in bases` : images;
}

function toHistory({ service, recipe }: Comparison): string {
  const ofRecipe = recipe === "default" ? "" : `&recipe=${encodeURIComponent(recipe)}`;
  return `/trends?service=${encodeURIComponent(service)}${ofRecipe}`;
}

/** A run of a prebuilt program builds those that it starts on, which is not known here. */
function usualVariants(recipe: string): readonly VariantId[] | undefined {
  return recipe === PREBUILT_RECIPE.id ? undefined : DEFAULT_VARIANT_IDS;
}

/** The chart reaches as far as what is published, where that is shown. */
function toWeight(comparison: Comparison, query: CompareQuery) {
  const marks = listPublishedMarks(comparison.columns.map((column) => column.image.variant));
  const reachBytes = query.published ? Math.max(0, ...marks.map((mark) => mark.bytes)) : 0;
  const href = `${compareHref(query, { published: query.published ? undefined : true })}#weight`;
  return {
    chart: toWeightChart(comparison, { ...query, reachBytes }),
    published: { marks, isOn: query.published === true, href },
  };
}

export function CompareView({
  query,
  comparison: asBuilt,
  services,
  stale,
  runs,
  going,
  status,
  serverNowMs,
}: Props) {
  const comparison = orderColumns(asBuilt, query.order);
  const { columns, service, recipe } = comparison;
  const asked = { ...query, service, ref: query.ref };
  const link = toCompareQueryString(asked);
  const exports = `/api/v1/compare?${link}`;
  const blocked = whyBlocked(status);
  const kept = toKept(query, comparison);
  const isEmpty = columns.length === 0;
  const layers = toLayerChart(comparison);
  const held = columns.flatMap(({ image }) => (image.removedAt === undefined ? [image.imageId] : []));
  return (
    <RebuildProvider
      service={service}
      recipe={recipe}
      going={going}
      newest={runs[0]?.number ?? 0}
      blocked={blocked?.text}
    >
      <Page>
        <PageHead
          title={service}
          remark={comparison.recipeSummary}
          facts={<ComparisonFacts comparison={comparison} engine={status.engine.version} />}
          actions={
            <>
              <ChoiceForm choices={toSubjects(comparison, services)} kept={kept} />
              {isEmpty ? null : (
                <>
                  <ExportMenu base={exports} />
                  <ShareButton
                    query={link}
                    title={`Base image for ${service}`}
                    contents={contentsOf(comparison)}
                  />
                  <RebuildButton look="primary" {...(query.variants ? { variants: query.variants } : {})}>
                    Rebuild all
                  </RebuildButton>
                </>
              )}
            </>
          }
        />
      </Page>
      <CompareToolbar
        chips={toChips(query, comparison)}
        choices={toChoices(query, comparison, runs)}
        kept={kept}
        {...toSegments(query)}
      />
      <Page>
        {blocked ? (
          <div data-screen-only="" className="mt-5">
            <BlockedNotice blocked={blocked} />
          </div>
        ) : null}
        {blocked ||
        (isEmpty && areBasesBusy(status.bases)) ||
        isMeasuring(columns.map(({ image }) => image)) ? (
          <AutoRefresh />
        ) : null}
        {isEmpty ? null : <RememberComparison query={link} />}
        <RunInPlace
          unit={query.unit}
          serverNowMs={serverNowMs}
          isPinned={Boolean(query.images ?? query.run ?? query.at)}
        />
        {isEmpty && going && areBasesBusy(status.bases) ? <BasesProgress bases={status.bases} /> : null}
        {isEmpty ? (
          <div className="py-7">
            {going ? (
              <WeightSkeleton variants={going.builds.map((build) => build.variant)} />
            ) : (
              <>
                <LastFailure runs={runs} service={service} recipe={recipe} />
                <FirstBuild service={service} variants={query.variants ?? usualVariants(recipe)} />
              </>
            )}
          </div>
        ) : (
          <>
            <div className="sheet">
              <div className="grid items-start gap-x-16 gap-y-5 pt-5 pb-6 md:grid-cols-[minmax(0,1fr)_320px] md:pt-7 lg:grid-cols-[minmax(0,1fr)_380px]">
                <Verdict parts={toVerdict(comparison, query)} rules={VERDICT_RULES} />
                <Caveats
                  comparison={comparison}
                  names={toColumnNames(comparison)}
                  stale={stale}
                  building={going?.builds.map((build) => build.variant) ?? []}
                  buildMissing={
                    <RebuildButton size="small" variants={comparison.missing}>
                      {comparison.missing.length === 1 ? "Build it" : "Build them"}
                    </RebuildButton>
                  }
                />
              </div>
              <WeightSection
                {...toWeight(comparison, asked)}
                exports={exports}
                history={toHistory(comparison)}
              />
              <Section
                id="sizes"
                title="Tradeoffs"
                hint={<RowsHint />}
                tools={
                  <>
                    <RebuildButton
                      force
                      size="small"
                      look="quiet"
                      {...(query.variants ? { variants: query.variants } : {})}
                    >
                      Rebuild without cache
                    </RebuildButton>
                    <ProbeButton imageIds={held} isAgain={columns.some(({ probe }) => probe !== undefined)} />
                    <Segmented label="Rows" segments={toRowSegments(asked)} />
                    <TableTools base={exports} />
                  </>
                }
              >
                <ProbesNow imageIds={held} />
                <SizeMatrix
                  matrix={toMatrix(comparison, query.unit, query.rows)}
                  columns={columns}
                  unit={query.unit}
                  actions={columnActions(comparison, asked)}
                />
              </Section>
            </div>
            <div data-screen-only className="*:later">
              <FindingsSection comparison={comparison} query={asked} exports={exports} />
              <Section
                id="layers"
                title="Layers and pull cost"
                hint={
                  layers.isMeasuring
                    ? undefined
                    : layers.shared.count > 0
                      ? `${layers.shared.count} ${layers.shared.count === 1 ? "layer is" : "layers are"} in more than one image, ${formatSize(layers.shared.compressedBytes, query.unit)} compressed`
                      : "no layer is in more than one of these images"
                }
                tools={<ChartTools base={exports} chart="layers" name="Layers" />}
              >
                <LayerChart chart={layers} unit={query.unit} />
              </Section>
              <BuildTimeSection chart={toBuildTimeChart(comparison)} exports={exports} />
              <WhatBreaks breakages={toBreakages(comparison)} />
            </div>
          </>
        )}
      </Page>
    </RebuildProvider>
  );
}
