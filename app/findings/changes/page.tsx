import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { attempt } from "@/app/attempt.ts";
import { one, type Params } from "@/app/search-params.ts";
import { ChangeSides } from "@/components/findings/change-sides.tsx";
import { ChangedTable } from "@/components/findings/changed-table.tsx";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Section } from "@/components/ui/section.tsx";
import { formatCount } from "@/lib/format.ts";
import { diffStoredScans, type StoredScanDiff } from "@/lib/scans/diff-stored-scans.ts";

type Props = { searchParams: Promise<Params> };

export const metadata: Metadata = { title: "What changed" };

export default async function ChangesPage({ searchParams }: Props) {
  const { from, to } = await searchParams;
  const { value: changes, failure } = await attempt(() =>
    diffStoredScans({ from: one(from) ?? "", to: one(to) ?? "" }),
  );
  if (failure?.code === "not-found") notFound();
  if (failure) {
    const again = { href: "/findings", label: "Open the findings" };
    return <FailurePage title="What changed" failure={failure} again={again} />;
  }
  return <Changes changes={changes} />;
}

function Changes({ changes: { from, to, diff } }: { changes: StoredScanDiff }) {
  const rated = diff.unchanged.filter(({ was }) => was !== undefined);
  const turned = `/findings/changes?from=${to.scanId}&to=${from.scanId}`;
  return (
    <Page className="pb-16">
      <PageHead
        title="What changed"
        remark={`in the findings of ${to.image.service}`}
        actions={
          <Button asChild>
            <Link href={turned}>Turn round</Link>
          </Button>
        }
      />
      <ChangeSides from={from} to={to} />
      <Section id="new" title="New" hint={count(diff.appeared.length)}>
        <ChangedTable changed={diff.appeared} none="Nothing new." />
      </Section>
      <Section id="gone" title="Gone" hint={count(diff.gone.length)}>
        <ChangedTable changed={diff.gone} none="Nothing is gone." />
      </Section>
      <Section
        id="same"
        title="Unchanged"
        hint={`${count(diff.unchanged.length)}, ${formatCount(rated.length)} of them told differently`}
      >
        <ChangedTable
          changed={rated.map(({ finding, was }) => ({ finding, causes: [], was }))}
          none="All that both have is told alike."
        />
      </Section>
    </Page>
  );
}

function count(findings: number): string {
  return `${formatCount(findings)} finding${findings === 1 ? "" : "s"}`;
}
