import { AutoRefresh } from "@/components/layout/auto-refresh.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import type { ComparisonColumn } from "@/lib/images/schemas.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { ScanView } from "@/lib/scans/schemas.ts";

/** What goes on or went wrong with scans since the figures that are shown. */
export function ScanStates({ columns }: { columns: readonly ComparisonColumn[] }) {
  const current = columns.flatMap((column) =>
    column.scans?.current ? [{ variant: column.image.variant, scan: column.scans.current }] : [],
  );
  if (current.length === 0) return null;
  return (
    <ul className="mt-3 grid gap-1 text-caption" aria-live="polite">
      {current.map(({ variant, scan }) => (
        <li key={scan.id}>
          <ScanState scan={scan} name={variant} />
        </li>
      ))}
      {current.some(({ scan }) => isGoing(scan)) ? <AutoRefresh /> : null}
    </ul>
  );
}

/** One scan that is no answer (yet), in words. */
export function ScanState({ scan, name }: { scan: ScanView; name: string }) {
  const isFailed = scan.status === "failed";
  const state = isFailed ? "failed" : scan.status === "running" ? "running" : "waiting";
  return (
    <span className="inline-flex items-baseline gap-2">
      <StateMark state={state} />
      <span>
        <b className="font-medium text-ink">{name}</b> {wordsOf(scan)}
      </span>
    </span>
  );
}

function wordsOf(scan: ScanView): string {
  switch (scan.status) {
    case "running":
      return scan.cancelRequested ? "is being cancelled" : "is being scanned";
    case "queued":
      return `waits to be scanned${scan.waitingFor ? `. ${scan.waitingFor}` : ""}`;
    case "failed":
      return `could not be scanned. ${scan.error?.message ?? ""}`;
    case "cancelled":
      return "was not scanned: cancelled";
    default:
      return "was scanned";
  }
}
