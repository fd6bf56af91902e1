import type { ReactNode } from "react";

/** Short facts in a line under a page's title: `Source 4f1c09ab72de`. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="mt-1.5 flex flex-wrap gap-x-5 text-caption text-ink-2 leading-5">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mr-1.5 inline text-ink-3">{name}</dt>
      <dd className="inline">{children}</dd>
    </div>
  );
}
