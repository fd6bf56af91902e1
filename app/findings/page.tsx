import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { attempt } from "@/app/attempt.ts";
import { one, type Params } from "@/app/search-params.ts";
import { AcrossTable } from "@/components/findings/across-table.tsx";
import { ChooseSides } from "@/components/findings/choose-sides.tsx";
import { FairNotice } from "@/components/findings/fair-notice.tsx";
import { FindingsPager } from "@/components/findings/finding-filters.tsx";
import { ImagesSeen } from "@/components/findings/images-seen.tsx";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Link } from "@/components/ui/link.tsx";
import { compareHref, toCompareInput } from "@/lib/compare/query.ts";
import { listFindingsAcross } from "@/lib/findings/list-across.ts";
import type { FindingsAcross } from "@/lib/findings/schemas-across.ts";
import { AcrossFilters } from "./filters.tsx";
import { type AcrossQuery, acrossHref, parseAcrossQuery } from "./query.ts";

type Props = { searchParams: Promise<Params> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const service = one((await searchParams).service);
  return { title: service ? `Findings in ${service}` : "Findings" };
}

export default async function FindingsPage({ searchParams }: Props) {
  const params = await searchParams;
  const loaded = await attempt(async () => {
    const query = parseAcrossQuery(params);
    const { compare, ...view } = query;
    const list = await listFindingsAcross({
      ...toCompareInput(compare),
      ...view,
      ...(compare.findings ? { mode: compare.findings } : {}),
    });
    return { query, list };
  });
  if (loaded.failure?.code === "not-found") notFound();
  if (loaded.failure) {
    const again = { href: "/findings", label: "Open the default service's findings" };
    return <FailurePage title="Findings" failure={loaded.failure} again={again} />;
  }
  return <List {...loaded.value} />;
}

function List({ query, list }: { query: AcrossQuery; list: FindingsAcross }) {
  const asked = { ...query, compare: { ...query.compare, service: list.service } };
  return (
    <Page className="pb-16">
      <PageHead
        title="Findings"
        remark={`${list.service}, ${list.images.length} image${list.images.length === 1 ? "" : "s"}`}
        actions={
          <>
            <Button asChild>
              <Link href={`/findings/accepted?service=${encodeURIComponent(list.service)}`}>Accepted</Link>
            </Button>
            <Button asChild>
              <Link href={`${compareHref(asked.compare)}#findings`}>Compare</Link>
            </Button>
          </>
        }
      />
      {list.images.length === 0 ? (
        <EmptyState
          title="No image yet"
          action={
            <Button asChild>
              <Link href={compareHref(asked.compare)}>Build the variants</Link>
            </Button>
          }
        >
          Findings come with the first build: every image is scanned once it is there.
        </EmptyState>
      ) : (
        <>
          <ImagesSeen images={list.images} mode={list.mode} />
          <FairNotice families={list.families} mode={list.mode} />
          <AcrossFilters query={asked} list={list} />
          {list.rows.length > 0 ? (
            <AcrossTable list={list} />
          ) : (
            <p className="border-rule border-t pt-4 text-ink-2">
              Nothing in this view. That says something only of what was seen: look at the coverage above.
            </p>
          )}
          <FindingsPager list={list} offset={query.offset} href={(offset) => acrossHref(asked, { offset })} />
          <ChooseSides images={list.images} />
        </>
      )}
    </Page>
  );
}
