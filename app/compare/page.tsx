import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import {
  type CompareQuery,
  parseCompareQuery,
  toCompareInput,
  toCompareQueryString,
} from "@/lib/compare/query.ts";
import { toVerdict, verdictText } from "@/lib/compare/verdict.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import type { Comparison, ImageView } from "@/lib/images/schemas.ts";
import { listRuns } from "@/lib/runs/list-runs.ts";
import { findSourceDigest } from "@/lib/services/find-source-digest.ts";
import { listServices } from "@/lib/services/list-services.ts";
import { getStatus } from "@/lib/status/get-status.ts";
import { attempt } from "../attempt.ts";
import { goingRun } from "../going-run.ts";
import { linkPreview } from "../link-preview.ts";
import { one, type Params } from "../search-params.ts";
import { CompareView } from "./compare-view.tsx";

type Props = { searchParams: Promise<Params> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const params = await searchParams;
  const { value } = await readComparison(JSON.stringify(params));
  const service = value?.comparison.service ?? one(params.service);
  if (!value || !service) return { title: service ? `${service} compared` : "Compare" };
  const { query, comparison } = value;
  const link = toCompareQueryString({ ...query, service });
  return linkPreview({
    title: `${service} compared`,
    description: verdictText(toVerdict(comparison, query)) || `No image of ${service} yet.`,
    path: `/compare?${link}`,
    image: `/api/v1/previews/compare?${link}`,
    isEmbeddable: true,
  });
}

/** Once for the page and its head; `params` as JSON, so that both ask for the same. */
const readComparison = cache((params: string) =>
  attempt(async () => {
    const query = parseCompareQuery(searchParamsOf(params));
    return { query, comparison: await compareImages(toCompareInput(query)) };
  }),
);

function searchParamsOf(json: string): Params {
  return z.record(z.string(), z.union([z.string(), z.array(z.string())])).parse(JSON.parse(json));
}

export default async function ComparePage({ searchParams }: Props) {
  const read = await readComparison(JSON.stringify(await searchParams));
  const loaded = read.failure ? read : await attempt(() => readAround(read.value));
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

/** What the page shows beside the comparison. */
async function readAround({ query, comparison }: { query: CompareQuery; comparison: Comparison }) {
  const [{ services, stale }, { runs }, going, status] = await Promise.all([
    readServices(query, comparison),
    listRuns({ service: comparison.service, limit: 20 }),
    goingRun(comparison.service, comparison.recipe),
    getStatus(),
  ]);
  return { query, comparison, services, stale, runs, going, status };
}

/** The services, and which of the newest images are of an older source than theirs is now. */
async function readServices({ at, run, images }: CompareQuery, { service, columns }: Comparison) {
  const services = await listServices();
  const own = services.find(({ slug }) => slug === service);
  // An earlier time, a run or images by name are chosen for what they were.
  if (!own || at || run || images) return { services, stale: [] };
  const digest = await findSourceDigest(own);
  const isStale = (image: ImageView) => digest !== undefined && image.sourceDigest !== digest;
  return { services, stale: columns.flatMap(({ image }) => (isStale(image) ? [image.variant] : [])) };
}
