import { WeightSkeleton } from "@/components/charts/weight/weight-skeleton.tsx";
import { areBasesBusy, BasesProgress } from "@/components/compare/bases-progress.tsx";
import { BlockedNotice, whyBlocked } from "@/components/compare/blocked-notice.tsx";
import { ChoiceForm, CompareToolbar } from "@/components/compare/compare-toolbar.tsx";
import { ComparisonFacts } from "@/components/compare/comparison-facts.tsx";
import { FirstBuild } from "@/components/compare/first-build.tsx";
import { LastFailure } from "@/components/compare/last-failure.tsx";
import { RebuildButton } from "@/components/compare/rebuild-button.tsx";
import { RebuildProvider } from "@/components/compare/rebuild-context.tsx";
import { RunInPlace } from "@/components/compare/run-in-place.tsx";
import { ShareButton } from "@/components/compare/share-button.tsx";
import { ExportMenu } from "@/components/export/export-menu.tsx";
import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { RememberComparison } from "@/components/palette/remember-comparison.tsx";
import { isMeasuring } from "@/lib/charts/measuring.ts";
import { orderColumns } from "@/lib/compare/columns.ts";
import { type CompareQuery, toCompareQueryString } from "@/lib/compare/query.ts";
import type { Comparison } from "@/lib/images/schemas.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";
import type { StatusView } from "@/lib/status/schemas.ts";
import { PREBUILT_RECIPE } from "@/lib/variants/prebuilt-recipe.ts";
import { DEFAULT_VARIANT_IDS, type VariantId } from "@/lib/variants/variants.ts";
import { toChips, toChoices, toKept, toSegments, toSubjects } from "./choices.ts";
import { ComparedImages } from "./compared-images.tsx";

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

/** A run of a prebuilt program builds those that it starts on, which is not known here. */
function usualVariants(recipe: string): readonly VariantId[] | undefined {
  return recipe === PREBUILT_RECIPE.id ? undefined : DEFAULT_VARIANT_IDS;
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
          <ComparedImages
            query={asked}
            comparison={comparison}
            exports={exports}
            stale={stale}
            building={going?.builds.map((build) => build.variant) ?? []}
          />
        )}
      </Page>
    </RebuildProvider>
  );
}
