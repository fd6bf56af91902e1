import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { attempt } from "@/app/attempt.ts";
import { one, type Params } from "@/app/search-params.ts";
import { RecentRuns } from "@/components/compare/recent-runs.tsx";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { ImagePicker } from "@/components/runs/image-picker.tsx";
import { KeepFresh } from "@/components/runs/keep-fresh.tsx";
import { NoRuns } from "@/components/runs/no-runs.tsx";
import { RunPager } from "@/components/runs/run-pager.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { isGoing } from "@/lib/job-status.ts";
import { listRuns } from "@/lib/runs/list-runs.ts";
import { listServices } from "@/lib/services/list-services.ts";
import { listSparklines } from "@/lib/trends/list-sparklines.ts";

export const metadata: Metadata = { title: "Runs" };

/** Sent whole and not in parts: what comes later in a stream is put into its place by a script. */
export default async function RunsPage({ searchParams }: { searchParams: Promise<Params> }) {
  await connection();
  const search = await searchParams;
  const [service, cursor] = [one(search.service), one(search.cursor)];
  const nowMs = Date.now();
  const { value, failure } = await attempt(async () => {
    const [page, services] = await Promise.all([
      listRuns({ ...(service ? { service } : {}), ...(cursor ? { cursor } : {}) }),
      listServices(),
    ]);
    const untilRun = page.runs[0]?.number;
    const sparklines = untilRun === undefined ? [] : await listSparklines({ untilRun });
    return { ...page, services, sparklines };
  });
  if (failure?.code === "not-found") notFound();
  if (failure)
    return <FailurePage title="Runs" failure={failure} again={{ href: "/runs", label: "All runs" }} />;
  const { runs, nextCursor, services, sparklines } = value;
  const anyGoes = runs.some(isGoing);
  const filters = [
    { label: "All services", href: "/runs", current: service === undefined },
    ...services.map(({ slug, title }) => ({
      label: title,
      href: `/runs?service=${encodeURIComponent(slug)}`,
      current: service === slug,
    })),
  ];
  return (
    <Page className="pb-16">
      <PageHead title="Runs" remark={service ? `of ${service}` : "of every service, the newest first"} />
      <div className="mb-4 max-w-full overflow-x-auto">
        <Segmented label="Service" segments={filters} />
      </div>
      {runs.length === 0 ? (
        <NoRuns service={service} />
      ) : (
        <ImagePicker>
          <RecentRuns runs={runs} sparklines={sparklines} serverNowMs={nowMs} picks />
        </ImagePicker>
      )}
      <RunPager service={service} isFirst={cursor === undefined} nextCursor={nextCursor} />
      <KeepFresh everyMs={anyGoes ? 2_000 : 10_000} />
    </Page>
  );
}
