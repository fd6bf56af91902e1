import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { attempt } from "@/app/attempt.ts";
import { one, type Params } from "@/app/search-params.ts";
import { AcceptedTable } from "@/components/findings/accepted-table.tsx";
import { ImportDialog } from "@/components/findings/import-dialog.tsx";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Link } from "@/components/ui/link.tsx";
import { isExpired } from "@/lib/findings/judge-findings.ts";
import { listSuppressions } from "@/lib/findings/list-suppressions.ts";
import { getService } from "@/lib/services/get-service.ts";

type Props = { searchParams: Promise<Params> };

export const metadata: Metadata = { title: "Accepted findings" };

export default async function AcceptedPage({ searchParams }: Props) {
  const { service } = await searchParams;
  const loaded = await attempt(async () => {
    const { slug } = await getService(one(service));
    const now = new Date();
    const accepted = (await listSuppressions(slug)).map((one) => ({
      ...one,
      isExpired: isExpired(one, now),
    }));
    return { slug, accepted };
  });
  if (loaded.failure?.code === "not-found") notFound();
  if (loaded.failure) {
    const again = { href: "/findings/accepted", label: "Open the default service's" };
    return <FailurePage title="Accepted findings" failure={loaded.failure} again={again} />;
  }
  const { slug, accepted } = loaded.value;
  return (
    <Page className="pb-16">
      <PageHead
        title="Accepted findings"
        remark={slug}
        actions={
          <>
            <Button asChild>
              <Link href={`/findings?service=${encodeURIComponent(slug)}`}>All findings</Link>
            </Button>
            <ImportDialog service={slug} />
          </>
        }
      />
      <p className="mb-5 max-w-[90ch] text-caption text-ink-2">
        An accepted finding stays in every list, count and export, marked as accepted with its reason. It
        counts again after its last day, or when it is taken back.
      </p>
      {accepted.length === 0 ? (
        <EmptyState title="Nothing is accepted">
          Accept a finding where it is listed, or import an OpenVEX document or a .trivyignore.yaml.
        </EmptyState>
      ) : (
        <AcceptedTable accepted={accepted} service={slug} />
      )}
    </Page>
  );
}
