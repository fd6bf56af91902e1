import type { Metadata } from "next";
import { connection } from "next/server";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { SnapshotSearch } from "@/components/snapshots/snapshot-search.tsx";
import { SnapshotsTable } from "@/components/snapshots/snapshots-table.tsx";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Link } from "@/components/ui/link.tsx";
import { listSnapshots } from "@/lib/snapshots/list-snapshots.ts";
import { attempt } from "../attempt.ts";
import { one, type Params } from "../search-params.ts";

export const metadata: Metadata = { title: "Snapshots" };

export default async function SnapshotsPage({ searchParams }: { searchParams: Promise<Params> }) {
  await connection();
  const search = await searchParams;
  const [q, cursor] = [one(search.q), one(search.cursor)];
  const { value, failure } = await attempt(() =>
    listSnapshots({ ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) }),
  );
  if (failure)
    return (
      <FailurePage
        title="Snapshots"
        failure={failure}
        again={{ href: "/snapshots", label: "All snapshots" }}
      />
    );
  const { snapshots, nextCursor } = value;
  const older = new URLSearchParams({ ...(q ? { q } : {}), cursor: nextCursor ?? "" });
  return (
    <Page className="pb-16">
      <PageHead title="Snapshots" remark="comparisons that were frozen; their figures never change" />
      <SnapshotSearch q={q ?? ""} />
      {snapshots.length > 0 ? (
        <SnapshotsTable snapshots={snapshots} />
      ) : q || cursor ? (
        <EmptyState
          title="No snapshot like that"
          action={
            <Button asChild>
              <Link href="/snapshots">All snapshots</Link>
            </Button>
          }
        >
          <p>
            {q ? `Titles, notes, names and services were searched for “${q}”.` : "None is older than that."}
          </p>
        </EmptyState>
      ) : (
        <EmptyState
          title="No snapshot yet"
          action={
            <Button look="primary" asChild>
              <Link href="/compare">Open the comparison</Link>
            </Button>
          }
        >
          <p>
            “Share” on a comparison freezes it: figures, digests and scan dates stay as they are, at a link
            that can be sent to anybody who reaches this server.
          </p>
        </EmptyState>
      )}
      {nextCursor ? (
        <nav aria-label="Pages of snapshots" className="mt-4">
          <Button asChild>
            <Link href={`/snapshots?${older}`}>Older snapshots</Link>
          </Button>
        </nav>
      ) : null}
    </Page>
  );
}
