import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Suspense } from "react";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { TrendsSkeleton } from "@/components/trends/trends-skeleton.tsx";
import { getService } from "@/lib/services/get-service.ts";
import { listServices } from "@/lib/services/list-services.ts";
import { getTrends } from "@/lib/trends/get-trends.ts";
import { attempt } from "../attempt.ts";
import { one, type Params } from "../search-params.ts";
import { parseTrendsQuery, type TrendsQuery, trendsHref } from "./query.ts";
import { TrendsView } from "./trends-view.tsx";

type Props = { searchParams: Promise<Params> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const service = one((await searchParams).service);
  return { title: service ? `Trends of ${service}` : "Trends" };
}

export default async function TrendsPage({ searchParams }: Props) {
  await connection();
  const query = parseTrendsQuery(await searchParams);
  // Before anything is sent: an answer that has begun cannot become a 404.
  const known = await attempt(() => getService(query.service));
  if (known.failure?.code === "not-found") notFound();
  return (
    <Suspense key={trendsHref(query)} fallback={<TrendsSkeleton />}>
      <Loaded query={query} />
    </Suspense>
  );
}

async function Loaded({ query }: { query: TrendsQuery }) {
  const { value, failure } = await attempt(async () => {
    const { service, recipe, from, to, by } = query;
    const [trends, services] = await Promise.all([
      getTrends({
        recipe,
        by,
        ...(service ? { service } : {}),
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
      }),
      listServices(),
    ]);
    return { trends, services };
  });
  if (failure)
    return <FailurePage title="Trends" failure={failure} again={{ href: "/trends", label: "All builds" }} />;
  return <TrendsView query={{ ...query, service: value.trends.service }} {...value} />;
}
