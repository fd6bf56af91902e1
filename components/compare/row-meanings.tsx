import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import type { ExplainedRow } from "@/lib/compare/matrix.ts";

/** What the rows' labels tell on hover, to be read in one go, printed, or without JavaScript. */
export function RowMeanings({ groups }: { groups: readonly { title: string; rows: ExplainedRow[] }[] }) {
  return (
    <Table className="min-w-[960px] table-fixed">
      <thead>
        <tr>
          <Th className="w-[16%]">Row</Th>
          <Th>What it means</Th>
          <Th>Why it matters</Th>
          <Th>What breaks</Th>
          <Th>How to mend it</Th>
        </tr>
      </thead>
      {groups.map(({ title, rows }) => (
        <tbody key={title}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={5}
              className="border-rule-2 border-b pt-6 pb-1.5 text-left font-semibold text-caption text-ink"
            >
              {title}
            </th>
          </tr>
          {rows.map(({ id, label, explanation, why, breaks, mend }) => (
            <Tr key={id} id={id} className="scroll-mt-20 target:bg-accent-wash">
              <Td className="font-medium">{label}</Td>
              {[explanation, why, breaks, mend].map((said) => (
                <Td key={said} className="text-ink-2">
                  {said}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      ))}
    </Table>
  );
}
