import { Page, PageHead } from "@/components/layout/page.tsx";
import { RowsSkeleton } from "@/components/layout/rows-skeleton.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

export default function LoadingServices() {
  return (
    <Page className="pb-16">
      <PageHead title="Services" remark="what can be built, where its source is, and its newest images" />
      <div className="border-rule border-t pt-7">
        <Skeleton className="mb-6 h-5 w-24" />
        <RowsSkeleton rows={5} columns={["w-24", "w-28", "ml-auto w-40 max-md:hidden"]} />
      </div>
    </Page>
  );
}
