import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { toChanges } from "@/lib/compare/changes.ts";
import { parseCompareQuery, toCompareInput } from "@/lib/compare/query.ts";
import { toVerdict, verdictText } from "@/lib/compare/verdict.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import { getSnapshot } from "@/lib/snapshots/get-snapshot.ts";
import { attempt } from "../../attempt.ts";
import { linkPreview } from "../../link-preview.ts";
import { SnapshotPage } from "./snapshot-page.tsx";

type Props = { params: Promise<{ slug: string }> };

const load = cache((slug: string) => attempt(() => getSnapshot({ slug })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const { value } = await load(slug);
  if (!value?.payload) return { title: "Snapshot" };
  return linkPreview({
    title: value.title || `${value.payload.comparison.service}, frozen`,
    description: verdictText(toVerdict(value.payload.comparison)),
    path: `/c/${slug}`,
    image: `/api/v1/previews/snapshots/${slug}`,
    isEmbeddable: true,
  });
}

export default async function SnapshotRoute({ params }: Props) {
  const { slug } = await params;
  const loaded = await load(slug);
  if (loaded.failure) {
    if (loaded.failure.code === "not-found" || loaded.failure.code === "bad-input") notFound();
    const isGone = loaded.failure.code === "gone";
    return (
      <FailurePage
        title="Snapshot"
        failure={loaded.failure}
        again={
          isGone
            ? { href: "/compare", label: "Open the live view" }
            : { href: `/c/${slug}`, label: "Try again" }
        }
      />
    );
  }
  const { payload } = loaded.value;
  if (!payload) notFound();
  const query = parseCompareQuery(new URLSearchParams(payload.query));
  const now = await attempt(() => compareImages(toCompareInput(query)));
  return (
    <SnapshotPage
      snapshot={loaded.value}
      payload={payload}
      query={query}
      changes={now.value ? toChanges(payload.comparison, now.value, query.unit) : undefined}
    />
  );
}
