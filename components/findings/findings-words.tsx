import { Timestamp } from "@/components/ui/timestamp.tsx";
import type { SeverityChart } from "@/lib/charts/severity.ts";
import { FairNotice } from "./fair-notice.tsx";

/** What has to be known before counts of findings are compared: the letters, the data's date and what makes it fair. */
export function FindingsWords({ chart }: { chart: SeverityChart }) {
  return (
    <div className="mt-4 max-w-[72ch] text-caption text-ink-3">
      <p className="mb-2">
        C critical, H high, M medium, L low, U not rated.
        {chart.databaseDates[0] ? (
          <>
            {" "}
            Database of <Timestamp iso={chart.databaseDates[0]} />
            {chart.databaseDates.length > 1 ? "; some images were scanned with older data" : null}.
          </>
        ) : null}{" "}
        An image that the scanner cannot see into holds the same libraries, compiled in: the flaws are not
        gone, only the view of them.
      </p>
      <FairNotice families={chart.families} mode={chart.mode} />
    </div>
  );
}
