import { Page, PageHead } from "@/components/layout/page.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

const ROWS = ["scratch", "alpine", "base-nossl", "distroless-cc", "debian-slim"];

export default function LoadingServices() {
  return (
    <Page className="pb-16">
      <PageHead title="Services" remark="what can be built, where its source is, and its newest images" />
      <div className="border-rule border-t pt-7">
        <Skeleton className="mb-6 h-5 w-24" />
        {ROWS.map((row) => (
          <div key={row} className="flex h-[37px] items-center gap-16 border-rule border-b">
            <Skeleton className="h-3 w-24" />
            <Skeleton className="h-3 w-28" />
            <Skeleton className="ml-auto h-3 w-40 max-md:hidden" />
          </div>
        ))}
      </div>
    </Page>
  );
}
