import { Explained } from "@/components/ui/explained.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import type { TraitView } from "@/lib/images/schemas-inside.ts";

/** A trait with its name and what it means. */
export type NamedTrait = { label: string; explanation: string; trait: TraitView };

/** What the image has or lacks for being operated: the proof, what breaks without it, and the line that mends it. */
export function TraitsTable({ traits }: { traits: readonly NamedTrait[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th className="w-[136px]">Trait</Th>
          <Th className="w-[15%]">In this image</Th>
          <Th className="w-[28%]">Seen</Th>
          <Th>What breaks, and the line that mends it</Th>
        </tr>
      </thead>
      <tbody>
        {traits.map(({ label, explanation, trait }) => (
          <Tr key={trait.id} id={`trait-${trait.id}`} className="scroll-mt-20 target:bg-accent-wash">
            <Td fold="title" className="text-ink-2">
              <Explained label={label}>{explanation}</Explained>
            </Td>
            <Td fold="end" className="[overflow-wrap:anywhere]">
              {trait.state === "unknown" ? <Tag kind="not-scannable">cannot tell</Tag> : trait.value}
            </Td>
            <Td fold="line" dim className="text-caption [overflow-wrap:anywhere]">
              <Evidence texts={trait.evidence} />
            </Td>
            <Td fold="line" className="text-caption">
              {trait.breaks ? <p className="max-w-[64ch] text-ink-2">{trait.breaks}</p> : null}
              {trait.mend ? (
                <code className="mt-1 block text-ink [overflow-wrap:anywhere]">{trait.mend}</code>
              ) : null}
              {trait.breaks || trait.mend ? null : <span className="text-ink-3 folded:hidden">–</span>}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

const SHOWN = 3;

function Evidence({ texts }: { texts: readonly string[] }) {
  const rest = texts.slice(SHOWN);
  return (
    <>
      <ul>
        {texts.slice(0, SHOWN).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {rest.length > 0 ? (
        <details>
          <summary className="inline-block text-ink-3 marker:content-none hover:text-ink">
            and {rest.length} more
          </summary>
          <ul>
            {rest.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
