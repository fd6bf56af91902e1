import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import type { TreemapChart } from "@/lib/charts/treemap.ts";
import { formatMegabytes, formatPercent } from "@/lib/format.ts";
import { leafKey, ORIGIN_WORDS } from "./origins.tsx";

const ROWS = 50;

/** The largest rectangles as a table. */
export function TreemapTable({ chart }: { chart: TreemapChart }) {
  return (
    <Table className="text-caption">
      <thead>
        <tr>
          <Th>File</Th>
          <Th>Whose</Th>
          <Th num>Size, MB</Th>
          <Th num>Share</Th>
        </tr>
      </thead>
      <tbody>
        {chart.leaves.slice(0, ROWS).map((leaf) => (
          <Tr key={leafKey(leaf)}>
            <Td fold="title" className="mono [overflow-wrap:anywhere]">
              /{leaf.path}
              {leaf.files > 1 ? ` (${leaf.files} files)` : null}
            </Td>
            <Td dim>{ORIGIN_WORDS[leaf.origin]}</Td>
            <Td fold="end" unit="MB" num>
              {formatMegabytes(leaf.sizeBytes)}
            </Td>
            <Td name="Share" num dim>
              {formatPercent(leaf.ratio)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
