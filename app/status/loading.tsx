import { Page, PageHead } from "@/components/layout/page.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

const ROWS = ["web", "postgresql", "worker", "engine", "scanner", "queue", "disk"];

export default function LoadingStatus() {
  return (
    <Page className="pb-16">
      <PageHead title="Status" remark="what runs, and what the images stand on" />
      <div className="border-rule border-t pt-7">
        <Skeleton className="mb-6 h-5 w-20" />
        {ROWS.map((row) => (
          <div key={row} className="flex h-[37px] items-center gap-16 border-rule border-b">
            <Skeleton className="h-3 w-20" />
            <Skeleton className="h-3 w-16" />
            <Skeleton className="h-3 w-72 max-md:hidden" />
          </div>
        ))}
      </div>
    </Page>
  );
}
