import { Page, PageHead } from "@/components/layout/page.tsx";
import { RowsSkeleton } from "@/components/layout/rows-skeleton.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

/** The list of runs while it is read. */
export function RunsSkeleton() {
  return (
    <Page className="pb-16">
      <PageHead title="Runs" />
      <Skeleton className="mb-4 h-8 w-60" />
      <Skeleton className="h-8 w-full" />
      <RowsSkeleton rows={8} columns={["w-8", "w-24", "w-40 max-md:hidden", "ml-auto w-28"]} />
    </Page>
  );
}
