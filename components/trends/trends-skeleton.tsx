import { Page, PageHead } from "@/components/layout/page.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

/** The page in its own shape while its builds are read. */
export function TrendsSkeleton() {
  return (
    <Page className="pb-16">
      <PageHead title="Trends" />
      <Skeleton className="mb-6 h-8 w-full" />
      {["size", "findings", "layers"].map((figure) => (
        <div key={figure} className="pb-7">
          <Skeleton className="mb-4 h-5 w-24" />
          <Skeleton className="h-[230px] w-full" />
        </div>
      ))}
    </Page>
  );
}
