import { WeightSkeleton } from "@/components/charts/weight/weight-skeleton.tsx";
import { areBasesBusy, BasesProgress } from "@/components/compare/bases-progress.tsx";
import { BlockedNotice, whyBlocked } from "@/components/compare/blocked-notice.tsx";
import { BuildingNow } from "@/components/compare/building-now.tsx";
import { FirstBuild } from "@/components/compare/first-build.tsx";
import { HealthPanel } from "@/components/compare/health-panel.tsx";
import { LastFailure } from "@/components/compare/last-failure.tsx";
import { RebuildButton } from "@/components/compare/rebuild-button.tsx";
import { RebuildProvider } from "@/components/compare/rebuild-context.tsx";
import { RecentRuns } from "@/components/compare/recent-runs.tsx";
import { RunInPlace } from "@/components/compare/run-in-place.tsx";
import { Verdict } from "@/components/compare/verdict.tsx";
import { WeightSection } from "@/components/compare/weight-section.tsx";
import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Section, ToolLink } from "@/components/ui/section.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { toWeightChart } from "@/lib/charts/weight.ts";
import { toVerdict } from "@/lib/compare/verdict.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import type { Comparison } from "@/lib/images/schemas.ts";
import { listRuns } from "@/lib/runs/list-runs.ts";
import { getStatus } from "@/lib/status/get-status.ts";
import { listSparklines } from "@/lib/trends/list-sparklines.ts";
import { DEFAULT_VARIANT_IDS } from "@/lib/variants/variants.ts";
import { attempt } from "../attempt.ts";
import { goingRun } from "../going-run.ts";

export const dynamic = "force-dynamic";

function Remark({ comparison }: { comparison: Comparison }) {
  const newest = comparison.columns
    .map((column) => column.image)
    .toSorted((a, b) => b.builtAt.localeCompare(a.builtAt))[0];
  if (!newest) return comparison.recipeSummary;
  return (
    <>
      newest comparison
      {newest.run ? (
        <>
          , run <Link href={`/runs/${newest.run.id}`}>{newest.run.number}</Link>
        </>
      ) : null}
      , <Timestamp iso={newest.builtAt} />
    </>
  );
}

export default async function HomePage() {
  const loaded = await attempt(async () => {
    const comparison = await compareImages({});
    const [{ runs }, sparklines, going, status] = await Promise.all([
      listRuns({ limit: 6 }),
      listSparklines(),
      goingRun(comparison.service, comparison.recipe),
      getStatus(),
    ]);
    return { comparison, runs, sparklines, going, status };
  });
  if (loaded.failure)
    return (
      <FailurePage title="Image Diet" failure={loaded.failure} again={{ href: "/", label: "Try again" }} />
    );
  const { comparison, runs, sparklines, going, status } = loaded.value;
  const serverNowMs = Date.now();
  const blocked = whyBlocked(status);
  const isEmpty = comparison.columns.length === 0;
  const link = `/compare?service=${encodeURIComponent(comparison.service)}`;
  return (
    <RebuildProvider
      service={comparison.service}
      recipe={comparison.recipe}
      going={going}
      newest={runs[0]?.number ?? 0}
      blocked={blocked?.text}
    >
      <Page>
        <PageHead
          title={comparison.service}
          remark={<Remark comparison={comparison} />}
          actions={
            isEmpty ? null : (
              <>
                <RebuildButton force look="quiet">
                  Rebuild without cache
                </RebuildButton>
                <RebuildButton>Rebuild all</RebuildButton>
                <Button look="primary" asChild>
                  <Link href={link}>Open comparison</Link>
                </Button>
              </>
            )
          }
        />
        {blocked ? <BlockedNotice blocked={blocked} className="mb-6" /> : null}
        {blocked || areBasesBusy(status.bases) ? <AutoRefresh /> : null}
        <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_320px]">
          <div className="min-w-0">
            {isEmpty ? (
              going ? (
                <>
                  <p className="text-verdict-sm md:text-verdict">
                    The first {going.builds.length} images{" "}
                    {blocked ? "wait until they can be built" : "are being built"}. Their figures appear here,
                    one by one, as soon as each is measured.
                  </p>
                  <RunInPlace unit="MB" serverNowMs={serverNowMs} />
                  {areBasesBusy(status.bases) ? <BasesProgress bases={status.bases} /> : null}
                  <div className="mt-6">
                    <WeightSkeleton variants={going.builds.map((build) => build.variant)} />
                  </div>
                </>
              ) : (
                <>
                  <LastFailure runs={runs} service={comparison.service} recipe={comparison.recipe} />
                  <FirstBuild service={comparison.service} variants={DEFAULT_VARIANT_IDS} />
                </>
              )
            ) : (
              <>
                <div className="mb-6">
                  <Verdict parts={toVerdict(comparison)} base={link} />
                </div>
                <WeightSection chart={toWeightChart(comparison)} />
              </>
            )}
          </div>
          <div className="grid content-start gap-8 border-rule md:grid-cols-2 md:gap-12 lg:grid-cols-1 lg:gap-8 lg:border-l lg:pl-8">
            {isEmpty ? null : <BuildingNow serverNowMs={serverNowMs} />}
            <HealthPanel status={status} />
          </div>
        </div>
        <div className="mt-9">
          <Section id="recent" title="Recent runs" tools={<ToolLink href="/runs">All runs</ToolLink>}>
            {runs.length > 0 ? (
              <RecentRuns runs={runs} sparklines={sparklines} serverNowMs={serverNowMs} />
            ) : (
              <p className="text-ink-3">Nothing was built yet.</p>
            )}
          </Section>
        </div>
      </Page>
    </RebuildProvider>
  );
}
