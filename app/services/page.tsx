import type { Metadata } from "next";
import { connection } from "next/server";
import { BlockedNotice, whyBlocked } from "@/components/compare/blocked-notice.tsx";
import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { AddProgram } from "@/components/services/add-program.tsx";
import { AddSource } from "@/components/services/add-source.tsx";
import { ServiceSection } from "@/components/services/service-section.tsx";
import { env } from "@/lib/env.ts";
import { GOING } from "@/lib/job-status.ts";
import { listAllowedFolders } from "@/lib/prebuilt/allowed-path.ts";
import { allowPrograms } from "@/lib/prebuilt/locate-program.ts";
import { listRuns } from "@/lib/runs/list-runs.ts";
import { listGitHosts } from "@/lib/services/git-source.ts";
import { listServiceOverviews } from "@/lib/services/list-service-overviews.ts";
import { allowSources } from "@/lib/services/open-source.ts";
import { getStatus } from "@/lib/status/get-status.ts";
import { listSparklines } from "@/lib/trends/list-sparklines.ts";
import { attempt } from "../attempt.ts";

export const metadata: Metadata = { title: "Services" };

export default async function ServicesPage() {
  await connection();
  const { value, failure } = await attempt(async () => {
    const [overviews, sparklines, { runs }, status] = await Promise.all([
      listServiceOverviews(),
      listSparklines(),
      listRuns({ status: [...GOING], limit: 100 }),
      getStatus(),
    ]);
    return { overviews, sparklines, runs, status };
  });
  if (failure)
    return (
      <FailurePage title="Services" failure={failure} again={{ href: "/services", label: "Try again" }} />
    );
  const { overviews, sparklines, runs, status } = value;
  const blocked = whyBlocked(status);
  const allowed = {
    git: listGitHosts(env()),
    path: listAllowedFolders(allowSources(env())),
    prebuilt: listAllowedFolders(allowPrograms(env())),
  };
  return (
    <Page className="pb-16">
      <PageHead
        title="Services"
        remark="what can be built, where its source is, and its newest images"
        actions={
          <>
            <AddProgram folders={allowed.prebuilt} />
            <AddSource allowed={allowed} />
          </>
        }
      />
      {blocked ? (
        <>
          <BlockedNotice blocked={blocked} className="mb-6" />
          <AutoRefresh />
        </>
      ) : null}
      {overviews.map((overview) => (
        <ServiceSection
          key={overview.service.id}
          overview={overview}
          sparklines={sparklines}
          going={runs.filter((run) => run.service === overview.service.slug)}
          blocked={blocked?.text}
          allowed={allowed}
          serverNowMs={Date.now()}
        />
      ))}
    </Page>
  );
}
