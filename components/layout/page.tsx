import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names.ts";

/** The column that everything stands in. */
export function Page({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={classNames("page-width", className)}>{children}</div>;
}

/** A page's title, a remark beside it, facts below it and its buttons. */
export function PageHead({
  title,
  remark,
  facts,
  actions,
}: {
  title: ReactNode;
  remark?: ReactNode;
  facts?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-4 pt-5 pb-5 md:flex-row md:gap-6 md:pt-7">
      <div className="min-w-0">
        <h1 className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-ink text-title [overflow-wrap:anywhere]">
          {title}
          {remark ? (
            <small className="font-normal text-body text-ink-3 tracking-normal">{remark}</small>
          ) : null}
        </h1>
        {facts}
      </div>
      {actions ? (
        <div className="flex w-full flex-none flex-wrap gap-2 [&>button]:flex-1 [&>a]:flex-1 md:ml-auto md:w-auto md:[&>button]:flex-none md:[&>a]:flex-none">
          {actions}
        </div>
      ) : null}
    </div>
  );
}
