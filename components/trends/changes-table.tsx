import { Link } from "@/components/ui/link.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { deltaArrow, formatSizeDelta, type SizeUnit } from "@/lib/format.ts";
import type { TrendChange } from "@/lib/trends/schemas.ts";
import { changeName } from "./trend-words.ts";

/** What changed under the images, numbered as in the charts, each beside what the sizes did in the same builds. */
export function ChangesTable({ changes, unit }: { changes: readonly TrendChange[]; unit: SizeUnit }) {
  return (
    <Table>
      <caption className="sr-only">Changes of base, recipe, toolchain and scanner</caption>
      <thead>
        <tr>
          <Th num className="pl-0!">
            No.
          </Th>
          <Th className="pl-4">Run</Th>
          <Th>When</Th>
          <Th>Changed</Th>
          <Th>From</Th>
          <Th>To</Th>
          <Th>Sizes in the same builds</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          <Tr key={`${change.runNumber} ${change.kind} ${change.to}`}>
            <Td fold="mark" num dim className="pl-0!">
              {index + 1}
            </Td>
            <Td name="Run" className="pl-4">
              <Link href={`/runs/${change.runId}`}>{change.runNumber}</Link>
            </Td>
            <Td dim>
              <Timestamp iso={change.at} />
            </Td>
            <Td fold="title">
              {changeName(change.kind)}
              {change.count > 1 ? <span className="text-ink-3">, {change.count} times</span> : null}
            </Td>
            <Td name="From" dim>
              <code className="mono">{change.from}</code>
            </Td>
            <Td name="To">
              <code className="mono">{change.to}</code>
            </Td>
            <Td fold="line">
              <ul className="flex flex-wrap gap-x-4">
                {change.variants.map((variant, each) => (
                  <li key={variant} className="inline-flex gap-1.5 whitespace-nowrap">
                    <VariantName variant={variant} className="font-normal" />
                    {sayDelta(change.sizeDeltasBytes[each] ?? 0, unit)}
                  </li>
                ))}
              </ul>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function sayDelta(bytes: number, unit: SizeUnit): string {
  return bytes === 0 ? "same size" : `${deltaArrow(bytes)} ${formatSizeDelta(bytes, unit, 3)}`;
}
