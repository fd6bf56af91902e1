import type { ReactNode } from "react";

/** Opens without JavaScript; the default summary is that of a chart's table twin. */
export function Disclosure({
  summary = "Show as table",
  open,
  children,
}: {
  summary?: ReactNode;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="mt-3 text-caption" open={open}>
      <summary className="inline-block py-1 text-ink-3 marker:content-none hover:text-ink">{summary}</summary>
      <div className="mt-1">{children}</div>
    </details>
  );
}
