import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { SeverityChart, SeverityRow } from "@/lib/charts/severity.ts";
import { SEVERITIES, type Severity } from "@/lib/findings/schemas.ts";
import { formatCount } from "@/lib/format.ts";

const WORDS = { "not-scannable": "not scannable", unknown: "unknown", none: "not scanned" } as const;

/** The bars' figures and what lies behind them, as a table that opens without JavaScript. */
export function SeverityTable({ chart }: { chart: SeverityChart }) {
  return (
    <Disclosure>
      <Table>
        <thead>
          <tr>
            <Th>Image</Th>
            {SEVERITIES.map((severity) => (
              <Th key={severity} num>
                {severity}
              </Th>
            ))}
            <Th num>Total</Th>
            <Th className="pl-4">Seen</Th>
          </tr>
        </thead>
        <tbody>
          {chart.rows.map((row) => (
            <Tr key={row.imageId}>
              <Td>
                <VariantName variant={row.variant} mark={row.mark} />
              </Td>
              {SEVERITIES.map((severity) => (
                <Td key={severity} num dim={row.state !== "count"}>
                  {countOf(row, severity)}
                </Td>
              ))}
              <Td num>
                {row.state === "count"
                  ? `${row.isLowerBound ? "at least " : ""}${formatCount(row.total)}`
                  : WORDS[row.state]}
              </Td>
              <Td className="pl-4" dim>
                {row.marks.map((mark) => mark.text).join("; ")}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}

function countOf(row: SeverityRow, severity: Severity): string {
  if (row.state !== "count") return "?";
  return formatCount(row.parts.find((part) => part.severity === severity)?.count ?? 0);
}
