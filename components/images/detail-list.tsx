import type { ReactNode } from "react";

/** Names and values in two columns. */
export function DetailList({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-4">{children}</dl>;
}

export function Detail({ name, isCode, children }: { name: string; isCode?: boolean; children: ReactNode }) {
  return (
    <>
      <dt className="border-rule border-t py-1.5 text-ink-3 [overflow-wrap:anywhere]">{name}</dt>
      <dd
        className={`border-rule border-t py-1.5 text-ink [overflow-wrap:anywhere] ${isCode ? "mono leading-5" : ""}`}
      >
        {children}
      </dd>
    </>
  );
}
