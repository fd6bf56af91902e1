import { Explained } from "@/components/ui/explained.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import type { ProbeLine } from "@/lib/compare/probe-lines.ts";

/** What was seen when an image was run, a line each, with the samples or words that it rests on. */
export function ProbeTable({ lines }: { lines: readonly ProbeLine[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th className="w-[220px]">When it is run</Th>
          <Th className="w-[26%]">Seen</Th>
          <Th>Evidence</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, label, explanation, kind, value, note, texts }) => (
          <Tr key={id} id={id} className="scroll-mt-20 target:bg-accent-wash">
            <Td fold="title" className="text-ink-2">
              <Explained label={label}>{explanation}</Explained>
            </Td>
            <Td fold="end" className="[overflow-wrap:anywhere]">
              {kind === "failed" ? <Tag kind="failed">{value}</Tag> : null}
              {kind === "cannot-tell" ? <Tag kind="not-scannable">cannot tell</Tag> : null}
              {kind === "seen" ? value : null}
              {note ? <small className="block text-axis text-ink-3">{note}</small> : null}
            </Td>
            <Td fold="line" dim className="text-caption [overflow-wrap:anywhere]">
              {texts.length > 0 ? (
                <span className="whitespace-pre-line">{texts.join("\n")}</span>
              ) : (
                <span className="folded:hidden">–</span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
