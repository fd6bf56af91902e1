import { Explained } from "@/components/ui/explained.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import type { ProbeLine } from "@/lib/compare/probe-lines.ts";

/** What was seen when an image was run, a line each, with the samples or words that it rests on. */
export function ProbeTable({ lines }: { lines: readonly ProbeLine[] }) {
  return (
    <Table className="min-w-0! md:min-w-[720px]!">
      <thead>
        <tr>
          <Th className="w-2/5 md:w-[220px]">When it is run</Th>
          <Th className="md:w-[26%]">Seen</Th>
          <Th className="hidden md:table-cell">Evidence</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, label, explanation, kind, value, note, texts }) => (
          <Tr key={id} id={id} className="scroll-mt-20 target:bg-accent-wash">
            <Td className="text-ink-2">
              <Explained label={label}>{explanation}</Explained>
            </Td>
            <Td className="[overflow-wrap:anywhere]">
              {kind === "failed" ? <Tag kind="failed">{value}</Tag> : null}
              {kind === "cannot-tell" ? <Tag kind="not-scannable">cannot tell</Tag> : null}
              {kind === "seen" ? value : null}
              {note ? <small className="block text-axis text-ink-3">{note}</small> : null}
              {/* a phone has no room for a third column */}
              <small className="mt-1 block whitespace-pre-line text-axis text-ink-3 md:hidden">
                {texts.join("\n")}
              </small>
            </Td>
            <Td
              dim
              className="hidden whitespace-pre-line text-caption [overflow-wrap:anywhere] md:table-cell"
            >
              {texts.join("\n") || "–"}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
