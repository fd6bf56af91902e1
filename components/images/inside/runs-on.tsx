import type { ReactNode } from "react";
import { StateLabel } from "@/components/ui/state-mark.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { StandInTag, Tag } from "@/components/ui/tag.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { BaseVerdict } from "@/lib/images/schemas-inside.ts";

const VERDICTS: Record<BaseVerdict["verdict"], ReactNode> = {
  runs: <StateLabel state="up">runs</StateLabel>,
  "does-not-run": <StateLabel state="failed">does not run</StateLabel>,
  "cannot-tell": <Tag kind="not-scannable">cannot tell</Tag>,
};

/** The image's binary on each base: whether it would start, and every reason why not. */
export function RunsOn({ bases, own }: { bases: readonly BaseVerdict[]; own: string }) {
  return (
    <Table className="min-w-[680px]">
      <thead>
        <tr>
          <Th className="w-[30%]">Base</Th>
          <Th className="w-[130px]">The binary</Th>
          <Th>Because</Th>
        </tr>
      </thead>
      <tbody>
        {bases.map(({ variant, base, verdict, problems, evidence }) => (
          <Tr key={variant}>
            <Td>
              <VariantName variant={variant} />{" "}
              {variant === own ? <span className="text-caption text-ink-3">this image’s own</span> : null}
              <small className="block pl-5 text-axis text-ink-3 [overflow-wrap:anywhere]">
                {base ? base.reference : "empty"} {base?.origin === "stand-in" ? <StandInTag /> : null}
              </small>
            </Td>
            <Td>{VERDICTS[verdict]}</Td>
            <Td dim={problems.length === 0} className="[overflow-wrap:anywhere]">
              <ul className="grid gap-0.5">
                {(problems.length > 0 ? problems.map(({ text }) => text) : toShort(evidence)).map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Libraries that were found make one sentence. */
function toShort(evidence: readonly string[]): string[] {
  const found = evidence.flatMap((text) => /^(\S+) is (\/\S+)\.$/.exec(text)?.[1] ?? []);
  if (found.length < 2) return [...evidence];
  const rest = evidence.filter((text) => !/^\S+ is \/\S+\.$/.test(text));
  return [...rest, `${found.join(", ")} are there, with every version that is needed.`];
}
