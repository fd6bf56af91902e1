import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { listBudgets } from "@/lib/budgets/list-budgets.ts";
import { listServices } from "@/lib/services/list-services.ts";
import { getTrends } from "@/lib/trends/get-trends.ts";
import { attempt } from "../attempt.ts";
import { one, type Params } from "../search-params.ts";
import { parseTrendsQuery } from "./query.ts";
import { TrendsView } from "./trends-view.tsx";

type Props = { searchParams: Promise<Params> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const service = one((await searchParams).service);
  return { title: service ? `Trends of ${service}` : "Trends" };
}

/** Sent whole and not in parts: what comes later in a stream is put into its place by a script. */
export default async function TrendsPage({ searchParams }: Props) {
  await connection();
  const query = parseTrendsQuery(await searchParams);
  const { value, failure } = await attempt(async () => {
    const { service, recipe, from, to, by } = query;
    const [trends, services, budgets] = await Promise.all([
      getTrends({
        recipe,
        by,
        ...(service ? { service } : {}),
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
      }),
      listServices(),
      listBudgets(service),
    ]);
    return { trends, services, budgets };
  });
  if (failure?.code === "not-found") notFound();
  if (failure)
    return <FailurePage title="Trends" failure={failure} again={{ href: "/trends", label: "All builds" }} />;
  return <TrendsView query={{ ...query, service: value.trends.service }} {...value} />;
}
