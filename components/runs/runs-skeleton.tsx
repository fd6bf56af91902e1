import { Page, PageHead } from "@/components/layout/page.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The list of runs while it is read. */
export function RunsSkeleton() {
  return (
    <Page className="pb-16">
      <PageHead title="Runs" />
      <Skeleton className="mb-4 h-8 w-60" />
      <Skeleton className="h-8 w-full" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-[37px] items-center gap-10 border-rule border-b">
          <Skeleton className="h-3 w-8" />
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-3 w-40 max-md:hidden" />
          <Skeleton className="ml-auto h-3 w-28" />
        </div>
      ))}
    </Page>
  );
}
