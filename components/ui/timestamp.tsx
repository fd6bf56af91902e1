import { formatDateTime } from "@/lib/format.ts";

/** `22 Nov 2026 02:41`, in UTC as the footer says; `clock` shows the time of day alone. */
export function Timestamp({ iso, clock }: { iso: string; clock?: boolean }) {
  return (
    <time dateTime={iso} title={`${iso.slice(0, 19).replace("T", " ")} UTC`} className="whitespace-nowrap">
      {clock ? new Date(iso).toISOString().slice(11, 16) : formatDateTime(iso)}
    </time>
  );
}
