import type { ReactNode } from "react";

/** What goes here, what it costs, and the one action that fills it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-1.5 rounded-plate border border-rule-3 border-dashed p-8">
      <h2 className="text-ink text-section">{title}</h2>
      <div className="max-w-[60ch]">{children}</div>
      {action ? <div className="mt-2.5">{action}</div> : null}
    </div>
  );
}
