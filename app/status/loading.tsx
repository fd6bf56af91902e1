import { Page, PageHead } from "@/components/layout/page.tsx";
import { RowsSkeleton } from "@/components/layout/rows-skeleton.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

export default function LoadingStatus() {
  return (
    <Page className="pb-16">
      <PageHead title="Status" remark="what runs, and what the images stand on" />
      <div className="border-rule border-t pt-7">
        <Skeleton className="mb-6 h-5 w-20" />
        <RowsSkeleton rows={7} columns={["w-20", "w-16", "w-72 max-md:hidden"]} />
      </div>
    </Page>
  );
}
