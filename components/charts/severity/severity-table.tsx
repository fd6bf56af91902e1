import type { SeverityChart, SeverityRow } from "@/lib/charts/severity.ts";
import { SEVERITIES, type Severity } from "@/lib/findings/schemas.ts";
import { formatCount } from "@/lib/format.ts";
import { ImageTable } from "../image-table.tsx";

const WORDS = { "not-scannable": "not scannable", unknown: "unknown", none: "not scanned" } as const;

/** The bars' figures and what lies behind them, as a table. */
export function SeverityTable({ chart }: { chart: SeverityChart }) {
  return (
    <ImageTable
      rows={chart.rows}
      columns={[
        ...SEVERITIES.map((severity) => ({
          head: severity,
          say: (row: SeverityRow) => countOf(row, severity),
          isDim: (row: SeverityRow) => row.state !== "count",
        })),
        { head: "Total", say: totalOf },
        { head: "Seen", say: ({ marks }) => marks.map(({ text }) => text).join("; "), isWords: true },
      ]}
    />
  );
}

function countOf(row: SeverityRow, severity: Severity): string {
  if (row.state !== "count") return "?";
  return formatCount(row.parts.find((part) => part.severity === severity)?.count ?? 0);
}

function totalOf(row: SeverityRow): string {
  if (row.state !== "count") return WORDS[row.state];
  return `${row.isLowerBound ? "at least " : ""}${formatCount(row.total)}`;
}
