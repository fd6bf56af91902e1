import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { parseCompareQuery, toCompareInput } from "@/lib/compare/query.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import { listRuns } from "@/lib/runs/list-runs.ts";
import { listServices } from "@/lib/services/list-services.ts";
import { getStatus } from "@/lib/status/get-status.ts";
import { attempt } from "../attempt.ts";
import { goingRun } from "../going-run.ts";
import { one, type Params } from "../search-params.ts";
import { CompareView } from "./compare-view.tsx";

type Props = { searchParams: Promise<Params> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const service = one((await searchParams).service);
  return { title: service ? `${service} compared` : "Compare" };
}

export default async function ComparePage({ searchParams }: Props) {
  const params = await searchParams;
  const loaded = await attempt(async () => {
    const query = parseCompareQuery(params);
    const comparison = await compareImages(toCompareInput(query));
    const [services, { runs }, going, status] = await Promise.all([
      listServices(),
      listRuns({ service: comparison.service, limit: 20 }),
      goingRun(comparison.service, comparison.recipe),
      getStatus(),
    ]);
    return { query, comparison, services, runs, going, status };
  });
  if (loaded.failure?.code === "not-found") notFound();
  if (loaded.failure) {
    const again =
      loaded.failure.code === "database-unavailable"
        ? { href: "/compare", label: "Try again" }
        : { href: "/compare", label: "Open the default comparison" };
    return <FailurePage title="Compare" failure={loaded.failure} again={again} />;
  }
  return <CompareView {...loaded.value} serverNowMs={Date.now()} />;
}
